using System.Collections.Frozen;

namespace IoTrace.Analysis.Verdicts;

/// <summary>What usually listens on a port, by its default there. Web ports are left out: a host says more than "HTTP".</summary>
internal static class UsualService
{
    private static readonly FrozenDictionary<int, string> Names = new Dictionary<int, string>
    {
        [25] = "SMTP",
        [53] = "DNS",
        [389] = "LDAP",
        [636] = "LDAP",
        [1433] = "SQL Server",
        [1521] = "Oracle",
        [1883] = "MQTT",
        [2181] = "ZooKeeper",
        [3306] = "MySQL",
        [4222] = "NATS",
        [5432] = "PostgreSQL",
        [5671] = "RabbitMQ",
        [5672] = "RabbitMQ",
        [6379] = "Redis",
        [8883] = "MQTT",
        [9042] = "Cassandra",
        [9092] = "Kafka",
        [9200] = "Elasticsearch",
        [11211] = "memcached",
        [27017] = "MongoDB",
    }.ToFrozenDictionary();

    /// <summary>The service's name; null for a port that has none of its own.</summary>
    public static string? Of(int? port) => port is { } known && Names.TryGetValue(known, out var name) ? name : null;
}
