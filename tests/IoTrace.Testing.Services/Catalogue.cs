using IoTrace.Testing.Services.Programs;

namespace IoTrace.Testing.Services;

/// <summary>The programs by name.</summary>
internal static class Catalogue
{
    private static readonly Dictionary<string, Func<Options, ServiceProgram>> _programs = new()
    {
        ["pg-rows"] = o => new PostgresRows(o),
        ["pg-rows-async"] = o => new PostgresRowsAsync(o),
        ["pg-report"] = o => new PostgresReport(o),
        ["pg-pool"] = o => new PostgresPool(o),
        ["pg-listen"] = o => new PostgresListen(o),
        ["ef-rows"] = o => new EntityRows(o),
        ["ef-report"] = o => new EntityReport(o),
        ["dapper-insert"] = o => new DapperInsert(o),
        ["sqlite-rows"] = o => new SqliteRows(o),
        ["redis-get"] = o => new RedisGet(o),
        ["redis-sync-threads"] = o => new RedisSyncThreads(o),
        ["redis-json"] = o => new RedisJson(o),
        ["redis-subscribe"] = o => new RedisSubscribe(o),
        ["mqtt-ack"] = o => new MqttAcknowledged(o),
        ["mqtt-telemetry"] = o => new MqttTelemetry(o),
        ["kafka-rtt"] = o => new KafkaDelivery(o),
        ["rabbit-confirm"] = o => new RabbitConfirm(o),
        ["http-download"] = o => new HttpDownload(o),
        ["upload-server"] = o => new UploadServer(o),
        ["serilog-file"] = o => new SerilogFile(o),
        ["nlog-file"] = o => new NLogFile(o),
        ["rate-limited"] = o => new RateLimited(o),
    };

    /// <exception cref="ArgumentException">There is no such program.</exception>
    public static ServiceProgram Make(string name, Options options) => _programs.TryGetValue(name, out var make)
        ? make(options)
        : throw new ArgumentException($"'{name}' is no program; there are {string.Join(", ", _programs.Keys)}");
}
