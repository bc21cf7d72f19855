namespace IoTrace.Probe.Target.Modes;

/// <summary>Writes to more files than the probe keeps apart.</summary>
internal static class ManyFiles
{
    public static int Run(string[] arguments)
    {
        var count = int.Parse(arguments[1]);
        Handshake.Wait();
        for (var i = 0; i < count; i++)
        {
            var path = Path.Combine(arguments[0], $"file{i}");
            File.WriteAllText(path, "x");
            File.Delete(path);
        }
        return Handshake.Done($"{count}");
    }
}
