using System.Text.Json.Nodes;
using IoTrace.Analysis.Results;
using IoTrace.Reports.Json;
using IoTrace.Reports.Tests.Made;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Json;

public sealed class JsonSchemaTests
{
    /// <summary>What is done to a good report to make it a bad one.</summary>
    private static readonly Dictionary<string, Action<JsonNode>> Damages = new()
    {
        ["another version"] = report => report["schemaVersion"] = "2.0",
        ["no verdict"] = report => report.AsObject().Remove("verdict"),
        ["an unheard-of key"] = report => report["surprise"] = 1,
        ["an unheard-of bound"] = report => report["verdict"]!["bound"] = "disk",
        ["an unheard-of cause"] = report => report["verdict"]!["cause"] = "file-magic",
        ["a cause of another bound"] = report => report["verdict"]!["cause"] = "cpu-user",
        ["no cause"] = report => report["verdict"]!.AsObject().Remove("cause"),
        ["two causes"] = report => report["verdict"]!["causes"] = new JsonArray("file-sync", "file-read"),
        ["a cause of unknown"] = report => report["verdict"]!["bound"] = "unknown",
        ["one cause of mixed"] = report => report["verdict"]!["bound"] = "mixed",
        ["a confidence above one"] = report => report["verdict"]!["confidence"] = 1.01,
        ["a runner-up of another bound"] = report => report["verdict"]!["runnerUp"]!["bound"] = "io",
        ["a negative share"] = report => report["wallClock"]!["cpuUser"] = -0.1,
        ["an unheard-of state"] = report => report["wallClock"]!["diskRead"] = 0.1,
        ["no state"] = report => report["threadTime"] = new JsonObject(),
        ["a text for a number"] = report => report["window"]!["durationSeconds"] = "10",
        ["a null"] = report => report["target"]!["exitCode"] = null,
        ["a local time"] = report => report["window"]!["startUtc"] = "2026-01-02 03:04:05",
        ["a negative count"] = report => report["files"]![0]!["operations"]!["sync"]!["count"] = -1,
        ["a fraction of an operation"] = report => report["files"]![0]!["operations"]!["sync"]!["count"] = 1.5,
        ["a file without a path"] = report => report["files"]![0]!.AsObject().Remove("path"),
        ["a port out of range"] = report => report["endpoints"] = new JsonArray(
            new JsonObject { ["host"] = "h", ["port"] = 65536, ["protocol"] = "tcp", ["exact"] = true, ["seconds"] = 1 }),
        ["a phase without a verdict"] = report => report["phases"] = new JsonArray(
            new JsonObject { ["startSeconds"] = 0, ["durationSeconds"] = 1, ["share"] = 1, ["wallClock"] = new JsonObject { ["idle"] = 1 } }),
        ["an unheard-of unit"] = report => report["evidence"]![0]!["unit"] = "furlongs",
        ["an unheard-of status"] = report => report["quality"]!["collectors"]![0]!["status"] = "fine",
        ["a child that is no report"] = report => report["children"] = new JsonArray(new JsonObject()),
        ["a grandchild"] = report =>
        {
            var (child, grandchild) = (report.DeepClone(), report.DeepClone());
            child["children"] = new JsonArray(grandchild);
            report["children"] = new JsonArray(child);
        },
    };

    [Fact]
    public void Every_report_satisfies_the_schema()
    {
        Assert.Empty(Invalid(
        [
            .. Diagnoses.All.Select(made => (made.Key, Rendered.Json(made.Value()))),
            ("with children", Rendered.Json(Io.Diagnosis(), Cpu.Diagnosis(), Mixed.Diagnosis())),
            .. Enum.GetValues<Cause>().Select(cause => (cause.Name(), Rendered.Json(With(cause)))),
        ]));
    }

    [Fact]
    public void Every_damage_is_refused()
    {
        var invalid = Invalid([.. Damages.Select(damage => (damage.Key, Damaged(damage.Value)))]);

        Assert.Equal(Damages.Keys, invalid);
    }

    private static Diagnosis With(Cause cause) => Io.Diagnosis() with
    {
        Verdict = Io.Diagnosis().Verdict with { Bound = cause.BoundOf(), Causes = [cause], RunnerUp = new RunnerUp(cause.BoundOf(), cause, 0.1) },
    };

    private static string Damaged(Action<JsonNode> damage)
    {
        var report = JsonNode.Parse(Rendered.Json(Io.Diagnosis()))!;
        damage(report);
        return report.ToJsonString();
    }

    /// <summary>The names of the reports that the schema refuses.</summary>
    private static List<string> Invalid((string Name, string Json)[] reports)
    {
        using var directory = new TemporaryDirectory();
        var schema = directory.Write("schema.json", JsonReport.Schema);
        var files = reports.Select((report, i) => directory.Write($"{i}.json", report.Json)).ToArray();
        var errors = Validators.Validate(schema, files);
        return [.. reports.Zip(errors).Where(pair => pair.Second is not null).Select(pair => pair.First.Name)];
    }
}
