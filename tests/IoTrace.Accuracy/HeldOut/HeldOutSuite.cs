using IoTrace.Accuracy.Ladder;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Services;
using IoTrace.Accuracy.Trials;

namespace IoTrace.Accuracy.HeldOut;

/// <summary>
/// Programs of kinds that no other suite has, after what people report in public. Nothing is tuned on them: they are run once on a build,
/// and the figure is what it is.
/// </summary>
internal static class HeldOutSuite
{
    public const string Name = "heldout";

    public static IReadOnlyList<Way> Ways { get; } = [Way.LaunchProbe, Way.Attach];

    private static readonly Truth _nothing = new(0, 0);

    private static readonly IReadOnlyList<ServiceCase> _all =
    [
        OnSlowDisk("append-all-text", 200, ["file-write", "file-metadata"]),
        OnSlowDisk("tree-size", 200, ["file-metadata"]),
        OnSlowDisk("tar-backup", 200, ["file-read", "file-metadata"]),
        OnSlowDisk("log-scan", 100, ["cpu-user", "file-read"]),
        OnSlowDisk("newtonsoft", 1000, ["cpu-user", "gc", "file-read"]),
        OnSlowDisk("mapped-flush", 1000, ["file-sync", "file-write"]),
        OnSlowDisk("litedb", 200, ["file-sync", "file-write"]),
        OnSlowDisk("lucene", 400, ["file-sync", "file-write", "file-metadata"]),
        OnSlowDisk("ef-sqlite", 200, ["file-sync", "file-write", "file-metadata"]),
        OnSlowDisk("pipeline", 400, ["file-read", "file-metadata"]),
        new("static-server", ["file-read", "file-metadata"], async _ =>
        {
            var (folder, disk) = await SlowDiskAsync(1000);
            var port = $"{LeashedServer.FreePort()}";
            Func<Task<IAsyncDisposable>> requests = async () => await Helper.StartAsync(Programs.HeldOut, "requests", "--url", $"http://127.0.0.1:{port}/");
            return new ServicePlan("static-server", "--port", port, "--directory", folder.MountPoint)
            {
                Program = Programs.HeldOut, Free = ["static-server", "--port", port, "--directory", folder.Memory],
                Companion = requests, FreeCompanion = requests, Owned = [disk, folder],
            };
        }),
        new("api-server", ["network"], async park =>
        {
            var port = $"{LeashedServer.FreePort()}";
            string[] arguments = ["api-server", "--port", port, "--database", $"{await park.PortOfAsync("postgresql")}"];
            Func<Task<IAsyncDisposable>> requests = async () => await Helper.StartAsync(Programs.HeldOut, "requests", "--url", $"http://127.0.0.1:{port}/");
            return new ServicePlan(arguments) { Program = Programs.HeldOut, Free = [.. arguments, "--free", "true"], Companion = requests, FreeCompanion = requests };
        }),
        WithSlowPeer("web-socket", 10, peer: 0),
        WithSlowPeer("signalr", 10, peer: 0),
        WithSlowPeer("udp", 10, peer: 1),
        WithSlowPeer("mail", 5, peer: 2),
        WithSlowPeer("crawler", 50, peer: 0, "--concurrency", "16"),
        // Its two ends take turns.
        OfProcessors("tls", 1),
        OfProcessors("sign", 1),
        OfProcessors("mandelbrot", 2),
        OfProcessors("backtracking", 1),
        OfProcessors("slow-consumer", 1),
        // Nobody writes into the folder.
        new("watcher", ["idle", "sleep"], _ => Task.FromResult(new ServicePlan("watcher") { Program = Programs.HeldOut, Known = _nothing })),
        OfTimers("retries"),
        OfTimers("poll-exists"),
        OfTimers("async-lock", "--concurrency", "4"),
        // Two questions a second, answered at once.
        new("quiet-listener", ["idle", "sleep"], _ =>
        {
            var port = $"{LeashedServer.FreePort()}";
            return Task.FromResult(new ServicePlan("quiet-listener", "--port", port)
            {
                Program = Programs.HeldOut, Known = _nothing,
                Companion = async () => await Helper.StartAsync(Programs.HeldOut, "requests", "--url", $"http://127.0.0.1:{port}/", "--pause", "500ms"),
            });
        }),
    ];

    public static IReadOnlyList<TrialSetting> Settings(Options options, ServerPark park)
    {
        if (SlowFileSystem.Unavailable is { } reason) throw new ArgumentException($"a slow disk {reason}");
        LadderFolder.RemoveLeftBehind();
        return ServiceSuite.Settings(_all, options, park);
    }

    private static async Task<(LadderFolder Folder, SlowFileSystem Disk)> SlowDiskAsync(int microseconds)
    {
        var folder = new LadderFolder();
        foreach (var path in (string[])[folder.Storage, folder.Memory])
        {
            var made = await ToolRunner.RunAsync(Programs.HeldOut, "prepare", "--directory", path);
            if (made.ExitCode != 0) throw new InvalidOperationException($"prepare failed: {made}");
        }

        return (folder, await SlowFileSystem.MountAsync(folder.Storage, folder.MountPoint, microseconds));
    }

    private static ServiceCase OnSlowDisk(string program, int microseconds, IReadOnlyList<string> causes) => new(program, causes, async _ =>
    {
        var (folder, disk) = await SlowDiskAsync(microseconds);
        return new ServicePlan(program, "--directory", folder.MountPoint)
        {
            Program = Programs.HeldOut,
            Free = [program, "--directory", folder.Memory],
            Owned = [disk, folder],
        };
    });

    /// <param name="peer">Which of the ports that the servers say is the program's.</param>
    private static ServiceCase WithSlowPeer(string program, int milliseconds, int peer, params IReadOnlyList<string> more) => new(program, ["network"], async _ =>
    {
        var slow = await Helper.StartAsync(Programs.HeldOut, "servers", "--delay", $"{milliseconds}ms");
        var fast = await Helper.StartAsync(Programs.HeldOut, "servers", "--delay", "0ms");
        return new ServicePlan([program, "--port", slow.Said.Split(' ')[peer], .. more])
        {
            Program = Programs.HeldOut,
            Free = [program, "--port", fast.Said.Split(' ')[peer], .. more],
            Owned = [slow, fast],
        };
    });

    private static ServiceCase OfProcessors(string program, double processors) => new(program, ["cpu-user", "cpu-contention", "gc", "jit"], _ =>
        Task.FromResult(new ServicePlan(program) { Program = Programs.HeldOut, Processors = processors }));

    private static ServiceCase OfTimers(string program, params IReadOnlyList<string> more) => new(program, ["sleep", "lock-contention", "idle"], _ => Task.FromResult(
        new ServicePlan([program, .. more]) { Program = Programs.HeldOut, Free = [program, "--wait", "0ms", .. more], IsTimer = true }));
}
