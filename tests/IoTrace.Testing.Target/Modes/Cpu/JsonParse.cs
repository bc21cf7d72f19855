using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IoTrace.Testing.Target.Modes.Cpu;

/// <summary>
/// Reads and parses one large JSON file over and over: computing while the file is cached; with --cold it is dropped from the
/// cache before each reading, and on a slow disk the reading is what takes the time.
/// </summary>
internal static class JsonParse
{
    private const string Name = "orders.json";

    public static void Start(Run run)
    {
        var path = Path.Combine(run.Directory, Name);
        Prepare(run, run.Directory);
        var isCold = run.Options.Has("cold");
        var text = new byte[new FileInfo(path).Length];
        var total = 0.0;
        run.Ready();
        while (run.Goes)
        {
            if (isCold) ColdCache.Drop(path);
            total += OrderFile.Total(path, text);
            run.Count();
        }

        Run.Say(string.Create(CultureInfo.InvariantCulture, $"total {total:F0}"));
    }

    /// <summary>Writes the file, where no earlier run left it.</summary>
    public static void Prepare(Run run, string folder)
    {
        var path = Path.Combine(folder, Name);
        if (File.Exists(path)) return;
        var bytes = run.Options.Number("size-mb", 16) << 20;
        var text = new StringBuilder("[");
        for (var i = 0; text.Length < bytes; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $$"""{"number":{{i}},"customer":"customer {{i % 997}}","price":{{i % 10_000 / 100.0}},"tags":["a","b{{i % 7}}"]}""");
        }

        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write(Encoding.UTF8.GetBytes(text.Append(']').ToString()));
        // Dirty pages cannot be dropped from the cache.
        file.Flush(flushToDisk: true);
    }
}

/// <summary>User code around the parser; the name profiles must show.</summary>
internal static class OrderFile
{
    public static double Total(string path, byte[] text)
    {
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0)) file.ReadExactly(text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.EnumerateArray().Sum(order => order.GetProperty("price").GetDouble());
    }
}
