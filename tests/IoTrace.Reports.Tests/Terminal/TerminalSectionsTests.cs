using IoTrace.Analysis.Results;
using IoTrace.Reports.Tests.Made;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Terminal;

public sealed class TerminalSectionsTests
{
    [Fact]
    public void The_verdict_comes_first()
    {
        var lines = Rendered.Terminal(Io.Diagnosis()).Split('\n');

        Assert.Equal("  I/O-BOUND  file-sync: waits until written data is durable", lines[2]);
        Assert.Contains("  Confidence  very high, 98 %", lines);
        Assert.Contains("  Runner-up   cpu-user, 6.2 % of the wall clock", lines);
    }

    [Fact]
    public void Sections_with_nothing_to_say_are_left_out()
    {
        var report = Rendered.Terminal(Unknown.Diagnosis());

        foreach (var title in new[] { "Wall clock", "What if", "Thread time", "Files", "Network", "Call sites", "Locks", "Runtime", "Evidence", "What to try" })
        {
            Assert.DoesNotContain(title, report, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_estimate_is_marked_and_has_its_interval_and_an_exact_figure_has_neither()
    {
        var lines = Rendered.Terminal(Mixed.Diagnosis(), 120).Split('\n');

        var estimate = Assert.Single(lines, line => line.Contains("pipe:[48211]", StringComparison.Ordinal));
        Assert.Matches(@"~400 ms +220–710 ms +12\.0 %", estimate);
        var exact = Assert.Single(lines, line => line.Contains("/tmp/x ", StringComparison.Ordinal));
        Assert.Matches(@" 70\.0 ms +2\.0 %", exact);
    }

    [Fact]
    public void A_missing_collector_has_its_reason_and_its_remedy()
    {
        var report = Rendered.Terminal(Mixed.Diagnosis(), 120);

        Assert.Contains("  ! I/O probe unavailable: The target runs .NET 7; the probe needs .NET 8 or later\n", report, StringComparison.Ordinal);
        Assert.Contains("    Remedy: Upgrade the target; files are estimates until then.\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Lost_events_and_truncation_are_said()
    {
        var report = Rendered.Terminal(Mixed.Diagnosis());

        Assert.Contains("Events lost 1,204", report, StringComparison.Ordinal);
        Assert.Contains("Truncated ", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Idle_call_sites_show_only_when_there_are_no_others()
    {
        var idle = Diagnoses.Site(ThreadState.Idle, 9, "Waiter.Wait()");
        var busy = Diagnoses.Site(ThreadState.CpuUser, 1, "Worker.Work()");

        Assert.DoesNotContain("Waiter", Rendered.Terminal(Cpu.Diagnosis() with { CallSites = [idle, busy] }), StringComparison.Ordinal);
        Assert.Contains("Waiter", Rendered.Terminal(Cpu.Diagnosis() with { CallSites = [idle] }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_steady_timeline_is_left_out()
    {
        Assert.DoesNotContain("leading", Rendered.Terminal(Cpu.Diagnosis()), StringComparison.Ordinal);
        Assert.Contains("leading", Rendered.Terminal(Io.Diagnosis()), StringComparison.Ordinal);
    }

    [Fact]
    public void Phases_are_drawn_below_the_course_and_listed_with_their_verdicts()
    {
        var lines = Rendered.Terminal(Phased.Diagnosis()).Split('\n');

        Assert.Matches("^  phase +A─+B─+C─+$", Assert.Single(lines, line => line.StartsWith("  phase ", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.StartsWith("  B  3.00 s  4.10 s", StringComparison.Ordinal) && line.Contains("CPU-bound: cpu-user", StringComparison.Ordinal));
        Assert.Contains("     100 % of the time computes, most of it in Nightly.Prices.Recalculate().", lines);
    }

    [Fact]
    public void One_phase_is_none()
    {
        var one = Phased.Diagnosis() with { Phases = Phased.Diagnosis().Phases[..1] };

        Assert.DoesNotContain("Phases", Rendered.Terminal(one), StringComparison.Ordinal);
        Assert.DoesNotContain("  phase", Rendered.Terminal(one), StringComparison.Ordinal);
        Assert.DoesNotContain("phase", Rendered.Terminal(Io.Diagnosis()), StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_are_shown_with_what_could_go_away_of_one()
    {
        var report = Rendered.Terminal(Mixed.Diagnosis());

        Assert.Contains(" 1,811 requests served, 4 failed\n", report, StringComparison.Ordinal);
        Assert.Contains("  mean 38.1 ms · p50 33.0 ms · p90 61.0 ms · p99 213 ms · max 1.90 s\n", report, StringComparison.Ordinal);
        Assert.Matches(@"  I/O cost nothing +-61 %  of a request \(55–66 %\)  14\.9 ms on average", report);
        Assert.DoesNotContain("Requests", Rendered.Terminal(Io.Diagnosis()), StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_without_an_answer_have_no_times()
    {
        var none = Io.Diagnosis() with { Requests = new RequestUsage(0, 0, null, null, null, null, null, null, null) };

        Assert.Contains("None that began in the window was answered in it.", Rendered.Terminal(none), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_list_is_cut_and_says_by_how_much()
    {
        var many = Enumerable.Range(0, 30).Select(i => Io.Diagnosis().Files[0] with { Path = $"/data/{i}", CallSites = [] });

        Assert.Contains("  and 22 more files\n", Rendered.Terminal(Io.Diagnosis() with { Files = [.. many] }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exit_code_is_said_unless_it_is_zero()
    {
        var failed = Io.Diagnosis() with { Target = Io.Diagnosis().Target with { ExitCode = 134 } };

        Assert.Contains("exit code 134", Rendered.Terminal(failed), StringComparison.Ordinal);
        Assert.DoesNotContain("exit code", Rendered.Terminal(Io.Diagnosis()), StringComparison.Ordinal);
    }
}
