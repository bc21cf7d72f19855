using IoTrace.Accuracy.Ladder;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Trials;

namespace IoTrace.Accuracy.Services;

/// <summary>Clients of real servers, with the libraries that people use; the truth is what they gain when the server answers at once.</summary>
internal static class ServiceSuite
{
    public const string Name = "services";

    public static IReadOnlyList<Way> Ways { get; } = [Way.LaunchProbe, Way.Attach, Way.AttachProbe];

    private static readonly Truth _nothing = new(0, 0);

    private static readonly IReadOnlyList<ServiceCase> _all =
    [
        Far("pg-rows", "postgresql", 2, ["network"]),
        Far("pg-rows-async", "postgresql", 5, ["network"], "--concurrency", "4"),
        Far("ef-rows", "postgresql", 5, ["network"]),
        Far("dapper-insert", "postgresql", 4, ["network"]),
        Near("pg-report", "postgresql", ["cpu-user", "gc"]),
        new("ef-report", ["cpu-user", "gc"], async park => new ServicePlan("ef-report", "--port", $"{await park.PortOfAsync("postgresql")}") { Known = new Truth(0.05, 0.95) }),
        new("pg-pool", ["network"], async park =>
        {
            string[] arguments = ["pg-pool", "--port", $"{await park.PortOfAsync("postgresql")}", "--concurrency", "24"];
            return new ServicePlan(arguments) { Free = [.. arguments, "--free", "true"], Resource = arguments[2] };
        }),
        // Nothing is asked, and nothing due.
        new("pg-listen", ["idle"], async park => new ServicePlan("pg-listen", "--port", $"{await park.PortOfAsync("postgresql")}") { Known = _nothing }),
        new("redis-subscribe", ["idle", "sleep"], async park => new ServicePlan("redis-subscribe", "--port", $"{await park.PortOfAsync("redis")}") { Known = _nothing }),
        Far("redis-get", "redis", 2, ["network"]),
        Far("redis-sync-threads", "redis", 5, ["network"], "--concurrency", "8"),
        Near("redis-json", "redis", ["cpu-user", "gc"]),
        Far("mqtt-ack", "mosquitto", 10, ["network"]),
        // A timer is all that it waits for.
        new("mqtt-telemetry", ["sleep"], async park => new ServicePlan("mqtt-telemetry", "--port", $"{await park.PortOfAsync("mosquitto")}") { Known = _nothing }),
        new("kafka-rtt", ["network"], async _ =>
        {
            var (slow, fast) = (await Helper.StartAsync(Programs.Services, "kafka-broker", "--delay", "50ms"), await Helper.StartAsync(Programs.Services, "kafka-broker", "--delay", "0ms"));
            return new ServicePlan("kafka-rtt", "--brokers", slow.Said) { Free = ["kafka-rtt", "--brokers", fast.Said], Owned = [slow, fast] };
        }),
        new("kafka-linger", ["sleep"], async _ =>
        {
            var broker = await Helper.StartAsync(Programs.Services, "kafka-broker", "--delay", "0ms");
            string[] free = ["kafka-rtt", "--brokers", broker.Said];
            return new ServicePlan([.. free, "--linger", "100ms"]) { Free = free, IsTimer = true, Owned = [broker] };
        }),
        Far("rabbit-confirm", "rabbitmq", 5, ["network"]),
        new("http-download", ["network"], async park =>
        {
            string[] arguments = ["http-download", "--port", $"{await park.PortOfAsync("nginx")}", "--concurrency", "2", "--path"];
            return new ServicePlan([.. arguments, "slow/film.bin"]) { Free = [.. arguments, "fast/film.bin"], Resource = arguments[2] };
        }),
        new("upload-server", ["network"], _ =>
        {
            var port = $"{LeashedServer.FreePort()}";
            return Task.FromResult(new ServicePlan("upload-server", "--port", port)
            {
                Free = ["upload-server", "--port", port],
                Companion = async () => await Helper.StartAsync(Programs.Services, "uploaders", "--port", port, "--pause", "30ms"),
                FreeCompanion = async () => await Helper.StartAsync(Programs.Services, "uploaders", "--port", port, "--pause", "0ms"),
            });
        }),
        OnSlowDisk("sqlite-rows", 200, ["file-sync", "file-write", "file-metadata"], "documents.db"),
        OnSlowDisk("serilog-file", 200, ["file-write"], "service.log"),
        OnSlowDisk("nlog-file", 200, ["file-write"], "service.log"),
        new("rate-limited", ["sleep"], _ => Task.FromResult(new ServicePlan("rate-limited") { Known = _nothing })),
    ];

    public static IReadOnlyList<TrialSetting> Settings(Options options, ServerPark park)
    {
        LadderFolder.RemoveLeftBehind();
        return Settings(_all, options, park);
    }

    /// <exception cref="ArgumentException">None has such a name.</exception>
    public static IReadOnlyList<TrialSetting> Settings(IReadOnlyList<ServiceCase> all, Options options, ServerPark park)
    {
        var cases = all.Where(c => options.Only.Count == 0 || options.Only.Any(part => c.Name.Contains(part, StringComparison.Ordinal))).ToList();
        if (cases.Count == 0) throw new ArgumentException($"no program has such a name; there are {string.Join(", ", all.Select(c => c.Name))}");
        return [.. cases.Select(c => new TrialSetting(c.Name, "calm", 0, async () => new ServiceStage(await c.PlanAsync(park))) { Causes = c.Causes })];
    }

    /// <summary>A client whose server is so many milliseconds away, there and back; the truth is the same server next door.</summary>
    private static ServiceCase Far(string program, string server, int milliseconds, IReadOnlyList<string> causes, params IReadOnlyList<string> more) => new(program, causes, async park =>
    {
        var port = await park.PortOfAsync(server);
        var relay = await Helper.StartAsync(Programs.Services, "relay", "--to", $"{port}", "--delay", $"{milliseconds / 2.0}ms");
        return new ServicePlan([program, "--port", relay.Said, .. more]) { Free = [program, "--port", $"{port}", .. more], Resource = relay.Said, Owned = [relay] };
    });

    /// <summary>A client of a server next door that has enough to do itself; the truth is the same with what it asks for in memory.</summary>
    private static ServiceCase Near(string program, string server, IReadOnlyList<string> causes) => new(program, causes, async park =>
    {
        string[] arguments = [program, "--port", $"{await park.PortOfAsync(server)}"];
        return new ServicePlan(arguments) { Free = [.. arguments, "--free", "true"] };
    });

    private static ServiceCase OnSlowDisk(string program, int microseconds, IReadOnlyList<string> causes, string resource) => new(program, causes, async _ =>
    {
        if (SlowFileSystem.Unavailable is { } reason) throw new InvalidOperationException($"a slow disk {reason}");
        var folder = new LadderFolder();
        var disk = await SlowFileSystem.MountAsync(folder.Storage, folder.MountPoint, microseconds);
        return new ServicePlan(program, "--directory", folder.MountPoint)
        {
            Free = [program, "--directory", folder.Memory],
            Resource = resource,
            Owned = [disk, folder],
        };
    });
}
