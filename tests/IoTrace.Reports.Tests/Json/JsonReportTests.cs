using System.Text.Json.Nodes;
using IoTrace.Analysis.Results;
using IoTrace.Reports.Json;
using IoTrace.Reports.Tests.Made;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Json;

public sealed class JsonReportTests
{
    public static TheoryData<string> Names() => [.. Diagnoses.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_report_is_the_golden_one_in_every_culture(string name)
    {
        var version = typeof(JsonReport).Assembly.GetName().Version!.ToString(3);
        foreach (var cultureName in Culture.Names)
        {
            using var culture = new Culture(cultureName);
            Golden.Matches(
                $"json/{name}.json",
                Rendered.Json(Diagnoses.All[name]()).Replace($"\"version\": \"{version}\"", "\"version\": \"0.0.0\"", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_wall_clock_sums_to_one(string name)
    {
        var shares = Parse(Diagnoses.All[name]())["wallClock"]!.AsObject();

        Assert.Equal(1, shares.Sum(share => share.Value!.GetValue<double>()), 0.001);
        Assert.NotEmpty(shares);
    }

    [Fact]
    public void The_keys_are_those_of_the_contract()
    {
        var report = Parse(Io.Diagnosis());

        Assert.Equal("1.3", (string?)report["schemaVersion"]);
        Assert.Equal(4711, (int?)report["target"]!["pid"]);
        Assert.Equal("2026-01-02T03:04:05.678Z", (string?)report["window"]!["startUtc"]);
        Assert.Equal("io", (string?)report["verdict"]!["bound"]);
        Assert.Equal("file-sync", (string?)report["verdict"]!["cause"]);
        Assert.Equal(0.905, (double?)report["wallClock"]!["fileSync"]);
        Assert.Equal(0.917, (double?)report["bounds"]!["ifIoWereFree"]!["wallReduction"]);
        Assert.Equal(2.9e-4, (double?)report["files"]![0]!["operations"]!["sync"]!["p50"]);
        Assert.Equal(123740160, (long?)report["files"]![0]!["operations"]!["write"]!["bytes"]);
        Assert.Equal(0, (int?)report["threadPool"]!["starvationAdjustments"]);
        Assert.Equal("ok", (string?)report["quality"]!["collectors"]![0]!["status"]);
    }

    [Fact]
    public void A_mixed_verdict_names_both_causes()
    {
        var verdict = Parse(Mixed.Diagnosis())["verdict"]!;

        Assert.Equal("network+cpu-user", (string?)verdict["cause"]);
        Assert.Equal(["network", "cpu-user"], verdict["causes"]!.AsArray().Select(cause => (string?)cause));
    }

    [Fact]
    public void What_is_not_known_is_absent()
    {
        var report = Parse(Unknown.Diagnosis());

        Assert.False(report["target"]!.AsObject().ContainsKey("pid"));
        Assert.False(report["verdict"]!.AsObject().ContainsKey("cause"));
        Assert.False(report["verdict"]!.AsObject().ContainsKey("runnerUp"));
        foreach (var key in new[] { "threadPool", "gc", "locks", "threads", "timeline", "children" })
        {
            Assert.False(report.ContainsKey(key), key);
        }

        Assert.Empty(report["bounds"]!.AsObject());
        Assert.Empty(report["quality"]!["overhead"]!.AsObject());
    }

    [Fact]
    public void Where_nothing_was_seen_the_wall_clock_is_unknown()
    {
        var report = Parse(Unknown.Diagnosis());

        Assert.Equal("""{"unknown":1}""", report["wallClock"]!.ToJsonString());
        Assert.Equal("""{"unknown":0}""", report["threadTime"]!.ToJsonString());
    }

    [Fact]
    public void Only_states_with_a_part_are_written()
    {
        Assert.Equal(["cpuUser", "jit", "idle"], Parse(Cpu.Diagnosis())["wallClock"]!.AsObject().Select(share => share.Key));
    }

    [Fact]
    public void Children_are_whole_reports()
    {
        var report = JsonNode.Parse(Rendered.Json(Io.Diagnosis(), Cpu.Diagnosis(), Unknown.Diagnosis()))!;

        Assert.Equal(["hasher", "app"], report["children"]!.AsArray().Select(child => (string?)child!["target"]!["name"]));
        Assert.True(JsonNode.DeepEquals(Parse(Cpu.Diagnosis()), report["children"]![0]));
    }

    [Fact]
    public void Numbers_have_nine_significant_digits()
    {
        var report = Parse(Io.Diagnosis() with { ThreadTime = Diagnoses.Times((ThreadState.CpuUser, 1.0 / 3)) });

        Assert.Equal("0.333333333", report["threadTime"]!["cpuUser"]!.ToJsonString());
    }

    [Fact]
    public void The_stream_stays_open_and_ends_with_a_line_feed()
    {
        using var stream = new MemoryStream();

        JsonReport.Write(Io.Diagnosis(), [], stream);

        Assert.True(stream.CanWrite);
        Assert.Equal((byte)'{', stream.ToArray()[0]);
        Assert.Equal((byte)'\n', stream.ToArray()[^1]);
    }

    [Fact]
    public void A_hostile_text_comes_back_as_it_was()
    {
        var report = Parse(Hostile.Diagnosis());

        Assert.Equal(Hostile.Text.Replace('\ud800', '\ufffd'), (string?)report["target"]!["commandLine"]);
        Assert.DoesNotContain(Rendered.Json(Hostile.Diagnosis()), c => char.IsControl(c) && c != '\n');
    }

    private static JsonObject Parse(Diagnosis diagnosis) => JsonNode.Parse(Rendered.Json(diagnosis))!.AsObject();
}
