using IoTrace.Accuracy.Records;
using IoTrace.Accuracy.Reporting;
using IoTrace.Accuracy.Running;

namespace IoTrace.Accuracy.Tests;

public sealed class ResultsFileTests
{
    [Fact]
    public void A_wrong_verdict_is_counted_shown_and_marked_when_it_was_sure()
    {
        var text = ResultsFile.Write([Said("cold read", 1, "io", "file-read", 0.8), Said("cold read", 2, "neither", "idle", 0.95)], [], "");

        Assert.Contains("| Attach | 2 | 50.0 % | 9.5–90.5 % | 0 | 1 | 1 | 1 |", text, StringComparison.Ordinal);
        Assert.Contains("| cold read | io/file-read | Attach | neither/idle | **0.95** | idle 0.90 | - |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_verdict_stands_beside_what_the_neighbours_did_meanwhile()
    {
        var text = ResultsFile.Write([Said("cold read", 1, "neither", "idle", 0.8) with { During = new RunLoad(0.25, 0.03) }], [], "");

        Assert.Contains("| idle 0.90 | 25.00 %, 3.00 % |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_abstention_is_no_wrong_verdict()
    {
        var text = ResultsFile.Write([Said("cold read", 1, "unknown", null, 0)], [], "");

        Assert.Contains("| Attach | 1 | 0.0 % | 0.0–79.3 % | 1 | 0 | 0 | 1 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_an_intervention_contradicts_is_named()
    {
        var text = ResultsFile.Write([Took("loop", Lever.None, 2), Took("loop", Lever.Disk, 4), Took("loop", Lever.Cpu, 2)], [], "");

        Assert.Contains("| loop | cpu/cpu-user | 2.00 | 1.00 | 0.00 | - | io | **no** |", text, StringComparison.Ordinal);
        Assert.Contains("Contradicted labels: loop.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_an_intervention_contradicts_nothing() =>
        Assert.DoesNotContain("| loop |", ResultsFile.Write([Took("loop", Lever.None, 2), Took("loop", Lever.Disk, 2)], [], ""), StringComparison.Ordinal);

    [Fact]
    public void A_bound_is_held_against_the_run_without_the_cause_that_was_looked_at_too()
    {
        var text = ResultsFile.Write([WhatIf(null, 3), WhatIf(Lever.Free, 0.2), Took("fsync", Lever.Free, 0)], [], "");

        Assert.Contains("| fsync | 75.00 | 70.00 to 90.00 | 70.00 | 5.00 | yes | 75.00 | 0.00 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_that_is_off_by_more_than_ten_points_is_marked()
    {
        var text = ResultsFile.Write([WhatIf(null, 3), WhatIf(Lever.Free, 0.6)], [], "");

        Assert.Contains("| fsync | 75.00 | 70.00 to 90.00 | 60.00 | 15.00 | **no** | - | - |", text, StringComparison.Ordinal);
        Assert.Contains("Within 10 points: 0 of 1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_that_was_surpassed_is_counted()
    {
        Assert.Contains("must not be: 1.", ResultsFile.Write([WhatIf(null, 4), WhatIf(Lever.Free, 0.2)], [], ""), StringComparison.Ordinal);
        Assert.Contains("must not be: 0.", ResultsFile.Write([WhatIf(null, 3), WhatIf(Lever.Free, 0.6)], [], ""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_without_its_other_run_is_held_against_nothing() =>
        Assert.DoesNotContain("| fsync | 75.00", ResultsFile.Write([WhatIf(null, 3), Took("fsync", Lever.Free, 0)], [], ""), StringComparison.Ordinal);

    [Fact]
    public void The_bound_for_cheaper_computing_is_held_against_the_run_with_half_the_steps()
    {
        var text = ResultsFile.Write([WhatIf(null, 3), WhatIf(Lever.HalfSteps, 1.4), Took("fsync", Lever.HalfSteps, 1)], [], "");

        Assert.Contains("### If processor work cost half", text, StringComparison.Ordinal);
        Assert.Contains("| fsync | 45.00 | 40.00 to 50.00 | 40.00 | 5.00 | yes | 50.00 | -5.00 |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("### If I/O cost nothing", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bound_of_a_server_is_that_of_a_request_and_held_against_what_its_client_waited()
    {
        RunRecord Served(Lever? lever, double seconds)
        {
            var run = WhatIf(lever, seconds);
            return run with { Key = run.Key with { Scenario = "Kestrel, slow backend" }, Verdict = run.Verdict! with { RequestIoFree = new WhatIfBound(0.9, 0.8, 1) } };
        }

        var text = ResultsFile.Write([Served(null, 2), Served(Lever.Free, 0.3)], [], "");

        Assert.Contains("| Kestrel, slow backend | 90.00 | 80.00 to 100.00 | 85.00 | 5.00 | yes | - | - |", text, StringComparison.Ordinal);
    }

    private static RunRecord WhatIf(Lever? lever, double seconds) => new()
    {
        Key = new RunKey(RunKind.WhatIf, "fsync", 1) { Way = Way.LaunchProbe, Lever = lever },
        Verdict = Verdict("io", "file-sync", 1) with { Window = 4, IoFree = new WhatIfBound(0.75, 0.7, 0.9), CpuHalf = new WhatIfBound(0.45, 0.4, 0.5) },
        Time = new WorkTime(seconds, null),
    };

    private static RunRecord Said(string scenario, int round, string bound, string? cause, double confidence) => new()
    {
        Key = new RunKey(RunKind.Verdict, scenario, round) { Way = Way.Attach, Seconds = 5 },
        Verdict = Verdict(bound, cause, confidence),
    };

    private static RunRecord Took(string scenario, Lever lever, double seconds) => new()
    {
        Key = new RunKey(RunKind.Intervention, scenario, 1) { Lever = lever },
        Time = new WorkTime(seconds, null),
    };

    private static Verdict Verdict(string bound, string? cause, double confidence) => new()
    {
        Bound = bound,
        Cause = cause,
        Confidence = confidence,
        Window = 5,
        WallClock = new Dictionary<string, double> { ["idle"] = 0.9 },
    };
}
