using System.Text;
using System.Text.Json.Nodes;
using IoTrace.Reports.Json;
using IoTrace.Reports.Tests.Made;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Json;

public sealed class JsonWorkloadTests
{
    private static readonly JsonWorkload Log = new(
        "fsync-log", new JsonWorkloadSettings(1 << 20, 4096, null, null, "each", null, null, 1, 5), "ext4", false, 1, 5, 1000, 200, 4096000, 819200, 1000,
        new JsonLatency(1000, 0.005, 0.006, 0.007, 0.008), null, new JsonWorkloadCosts(0.1, 0.2, 1000, 0, 2000), new JsonWorkloadTotal(1100, 4505600, 1100),
        new JsonExpectation("file-sync", "on a disk", true));

    private static readonly Dictionary<string, Action<JsonNode>> Damages = new()
    {
        ["no name"] = workload => workload.AsObject().Remove("name"),
        ["an unheard-of setting"] = workload => workload["settings"]!["colour"] = "red",
        ["an unheard-of durability"] = workload => workload["settings"]!["durability"] = "often",
        ["half an operation"] = workload => workload["operations"] = 0.5,
        ["a latency without a median"] = workload => workload["operation"]!.AsObject().Remove("p50"),
        ["no costs"] = workload => workload.AsObject().Remove("costs"),
        ["a negative rate"] = workload => workload["operationsPerSecond"] = -1,
    };

    [Fact]
    public void It_satisfies_the_schema_and_every_damage_to_it_is_refused()
    {
        using var directory = new TemporaryDirectory();
        var schema = directory.Write("schema.json", JsonReport.Schema);
        var good = Report();
        var bad = Damages.Values.Select(damage =>
        {
            var report = JsonNode.Parse(good)!;
            damage(report["workload"]!);
            return report.ToJsonString();
        });
        var files = bad.Prepend(good).Select((json, i) => directory.Write($"{i}.json", json)).ToArray();
        var errors = Validators.Validate(schema, files);

        Assert.Null(errors[0]);
        Assert.Equal(Damages.Keys, Damages.Keys.Zip(errors.Skip(1)).Where(pair => pair.Second is not null).Select(pair => pair.First));
    }

    [Fact]
    public void What_does_not_queue_has_no_queue() => Assert.Null(JsonNode.Parse(Report())!["workload"]!["queue"]);

    [Fact]
    public void Other_programs_have_no_workload() => Assert.Null(JsonNode.Parse(Rendered.Json(Io.Diagnosis()))!["workload"]);

    private static string Report()
    {
        using var stream = new MemoryStream();
        JsonReport.Write(Io.Diagnosis(), [], stream, Log);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
