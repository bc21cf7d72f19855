namespace IoTrace.Probe.Target.Modes;

/// <summary>User code that throws around its I/O: through finally blocks with I/O in them, and out of asynchronous calls.</summary>
internal static class Exceptions
{
    public static int Run(string[] arguments)
    {
        var path = Path.Combine(arguments[0], "exceptions");
        var count = int.Parse(arguments[1]);
        File.WriteAllBytes(path, new byte[4096]);
        Handshake.Wait();
        var caught = 0;
        for (var i = 0; i < count; i++)
        {
            try
            {
                Throw(path, i);
            }
            catch (InvalidOperationException)
            {
                caught++;
            }
        }
        for (var i = 0; i < count; i++)
        {
            try
            {
                ThrowAsync(path).GetAwaiter().GetResult();
            }
            catch (InvalidOperationException)
            {
                caught++;
            }
        }
        return Handshake.Done($"{caught}");
    }

    private static void Throw(string path, int depth)
    {
        using var file = File.OpenHandle(path);
        try
        {
            if (depth % 5 > 0)
                Throw(path, depth % 5 - 1);
            throw new InvalidOperationException("on purpose");
        }
        finally
        {
            RandomAccess.Read(file, new byte[10], 0);
        }
    }

    private static async Task ThrowAsync(string path)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
        await stream.ReadExactlyAsync(new byte[100]);
        throw new InvalidOperationException("on purpose");
    }
}
