using System.IO.Pipes;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Opens real files of long names in turn, while one thread is blocked in a read for as long as the program lives.</summary>
internal static class ManyNames
{
    public static int Run(string[] arguments)
    {
        var (count, seconds) = (int.Parse(arguments[1]), double.Parse(arguments[2]));
        var folder = Directory.CreateDirectory(Path.Combine(arguments[0], new string('f', 100))).FullName;
        for (var i = 0; i < count; i++)
            File.WriteAllText(Path.Combine(folder, $"{i}"), "x");
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        var blocked = new Thread(() => pipe.ReadByte()) { IsBackground = true };
        Handshake.Wait();
        blocked.Start();
        var opened = 0;
        for (var start = Environment.TickCount64; Environment.TickCount64 - start < seconds * 1000;)
        {
            using var file = File.OpenHandle(Path.Combine(folder, $"{opened++ % count}"));
            RandomAccess.Read(file, new byte[1], 0);
        }
        return Handshake.Done($"{opened}");
    }
}
