namespace IoTrace.Accuracy.Scenarios;

/// <summary>Libraries and programs that many use.</summary>
internal static class RealPrograms
{
    private const string User = "cpu/cpu-user";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("SQLite, a transaction a row", "io/file-sync") { Subject = Subject.Sqlite, Medium = Medium.SlowWrites, Work = 30, IsCalm = true },
        new("SQLite, 50,000 rows a transaction", User, "--per-transaction", "50000") { Subject = Subject.Sqlite, Work = 600_000, TwinOf = "SQLite, a transaction a row" },

        new("JSON, cached file", User, "json-parse") { Work = 14 },
        new("JSON, cold file", "io/file-read", "json-parse", "--cold") { Medium = Medium.SlowScans, Work = 3, TwinOf = "JSON, cached file", IsCalm = true },

        new("zip", User, "zip") { Work = 25 },
        new("unzip", $"{User}|cpu/cpu-kernel-io", "unzip") { Work = 200 },

        new("Kestrel, slow backend", "io/network")
        {
            Subject = Subject.Kestrel, Peer = new(PeerKind.Http, 50), Load = ["http-fan-out", "--concurrency", "8"], Work = 400, IsCalm = true,
        },
        new("Kestrel, busy handler", User, "--steps", "1000")
        {
            Subject = Subject.Kestrel, Load = ["http-fan-out", "--concurrency", "1"], Work = 100, TwinOf = "Kestrel, slow backend",
        },
        new("Kestrel, handler that delays", "neither/sleep", "--delay", "300ms")
        {
            Subject = Subject.Kestrel, Load = ["http-fan-out", "--concurrency", "1"], Work = 8, TwinOf = "Kestrel, slow backend", IsCalm = true,
        },
        new("Kestrel, handler that delays, 16 at a time", "neither/sleep", "--delay", "1000ms")
        {
            Subject = Subject.Kestrel, Load = ["http-fan-out", "--concurrency", "16"], Work = 40, TwinOf = "Kestrel, slow backend", IsCalm = true,
        },

        new("MSBuild that waits for the compiler", "io/pipe") { Subject = Subject.Build },
        new("C# compiler", $"{User}|cpu/jit") { Subject = Subject.Compiler, TwinOf = "MSBuild that waits for the compiler" },
    ];
}
