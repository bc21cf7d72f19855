using IoTrace.Testing.HeldOut.Programs;

namespace IoTrace.Testing.HeldOut;

/// <summary>The programs by name.</summary>
internal static class Catalogue
{
    private static readonly Dictionary<string, Func<Options, ServiceProgram>> _programs = new()
    {
        ["append-all-text"] = o => new Files(o, Files.AppendAllText),
        ["tree-size"] = o => new Files(o, Files.TreeSize),
        ["tar-backup"] = o => new Files(o, Files.TarBackup),
        ["log-scan"] = o => new Files(o, Files.LogScan),
        ["newtonsoft"] = o => new Files(o, Files.ReadJson),
        ["mapped-flush"] = o => new MappedFlush(o),
        ["litedb"] = o => new LiteDatabaseInsert(o),
        ["lucene"] = o => new LuceneIndex(o),
        ["ef-sqlite"] = o => new EntitySqlite(o),
        ["pipeline"] = o => new Pipeline(o),
        ["static-server"] = o => new StaticServer(o),
        ["api-server"] = o => new ApiServer(o),
        ["web-socket"] = o => new WebSocketEcho(o),
        ["signalr"] = o => new SignalRClient(o),
        ["udp"] = o => new UdpQuestions(o),
        ["mail"] = o => new SendMail(o),
        ["crawler"] = o => new Crawler(o),
        ["tls"] = o => new TlsHandshakes(o),
        ["sign"] = o => new Computing(o, Computing.Sign),
        ["mandelbrot"] = o => new Computing(o, Computing.Mandelbrot),
        ["backtracking"] = o => new Computing(o, Computing.Backtrack),
        ["slow-consumer"] = o => new SlowConsumer(o),
        ["watcher"] = o => new Watcher(o),
        ["retries"] = o => new Waits(o, Waits.Retry),
        ["poll-exists"] = o => new Waits(o, Waits.PollExists),
        ["async-lock"] = o => new Waits(o, Waits.AsyncLock),
        ["quiet-listener"] = o => new QuietListener(o),
    };

    /// <exception cref="ArgumentException">There is no such program.</exception>
    public static ServiceProgram Make(string name, Options options) => _programs.TryGetValue(name, out var make)
        ? make(options)
        : throw new ArgumentException($"'{name}' is no program; there are {string.Join(", ", _programs.Keys)}");
}
