using System.Text.RegularExpressions;

using IoTrace.Analysis.Verdicts;

namespace IoTrace.Analysis.Tests.Verdicts;

public partial class AdviceTests
{
    private static readonly Subject Nothing = new([], [], null, []);

    private static readonly Subject Everything = new(
        [
            new FileUsage("/data/a{b}.bin", false, 9, 8, 10, 1, AllFileStates(), [], []),
        ],
        [new EndpointUsage("api.example", 8443, "https", 1, 0, 1, 1, 1, 1, 1, true)],
        new LockUsage(1, 1, [new LockWait("lock in App.Till.Serve()", 1, 1, [])]),
        [.. StateTimes.States.Select(s => new CallSite(s, 1, [$"App.{s}.Do()"]))]);

    public static TheoryData<Cause> Causes => [.. Enum.GetValues<Cause>()];

    [Theory]
    [MemberData(nameof(Causes))]
    public void Every_cause_has_a_page_with_a_title_and_no_gap(Cause cause)
    {
        foreach (var subject in (Subject[])[Nothing, Everything])
        {
            var page = Assert.Single(AdviceBook.For(Of(cause, null), Known(subject)));
            Assert.Equal(cause.Name(), page.Id);
            Assert.DoesNotMatch(Placeholder(), page.Title + page.Text);
            Assert.False(page.Title.StartsWith('#') || page.Title.Length < 10, page.Title);
            Assert.Contains("\n- ", "\n" + page.Text, StringComparison.Ordinal);
            Assert.False(page.Text.StartsWith('#'));
        }
    }

    [Theory]
    [InlineData(0.3, false)]
    [InlineData(0.31, true)]
    public void A_runner_up_with_more_time_of_its_own_gets_a_page(double share, bool gets)
    {
        var shares = new Dictionary<Cause, double> { [Cause.CpuContention] = 0.3, [Cause.Network] = share };
        var pages = AdviceBook.For(Of(Cause.CpuContention, new RunnerUp(Bound.Io, Cause.Network, share)), Known(Nothing) with { Shares = shares });
        Assert.Equal(gets ? ["cpu-contention", "network"] : ["cpu-contention"], pages.Select(p => p.Id));
    }

    [Fact]
    public void To_be_idle_needs_no_page_beside_another() =>
        Assert.Equal("gc", Assert.Single(AdviceBook.For(Of(Cause.Gc, new RunnerUp(Bound.Neither, Cause.Idle, 0.9)), Known(Nothing))).Id);

    [Theory]
    [MemberData(nameof(Causes))]
    public void Every_cause_has_a_sentence_with_and_without_names(Cause cause)
    {
        var shares = Enum.GetValues<Cause>().ToDictionary(c => c, _ => 0.876);
        var ruling = new Ruling(cause.BoundOf(), [cause]);
        var plain = Summary.Of(ruling, shares, Nothing, null);
        var named = Summary.Of(ruling, shares, Everything, null);
        foreach (var sentence in (string[])[plain, named])
        {
            Assert.StartsWith("88 % of the time ", sentence, StringComparison.Ordinal);
            Assert.EndsWith(".", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("lock lock", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain(", .", sentence, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("App.", plain, StringComparison.Ordinal);
        var named_by = cause switch
        {
            Cause.FileRead or Cause.FileWrite or Cause.FileSync or Cause.FileMetadata or Cause.Pipe => "/data/a{b}.bin",
            Cause.Network => "api.example:8443",
            Cause.LockContention => "lock in App.Till.Serve()",
            Cause.CpuContention or Cause.Idle => "",
            _ => "App.",
        };
        Assert.Contains(named_by, named, StringComparison.Ordinal);
    }

    [Fact]
    public void Mixed_and_unknown_have_sentences_of_their_own()
    {
        var shares = new Dictionary<Cause, double> { [Cause.FileSync] = 0.5, [Cause.Gc] = 0.004 };
        Assert.Equal(
            "Two causes: 50 % of the time goes to getting data onto the disk (fsync), 0.4 % goes to garbage collection.",
            Summary.Of(new Ruling(Bound.Mixed, [Cause.FileSync, Cause.Gc]), shares, Nothing, null));
        Assert.Equal("Too little was seen to tell.", Summary.Of(new Ruling(Bound.Unknown, []), shares, Nothing, null));
        Assert.Equal("Too little was seen to tell: no stacks.", Summary.Of(new Ruling(Bound.Unknown, []), shares, Nothing, "no stacks"));
    }

    private static readonly Dictionary<Cause, double> Even = Enum.GetValues<Cause>().ToDictionary(c => c, _ => 0.5);

    private static AdviceFacts Known(Subject subject) => new(subject, Even, new WindowFeatures(default, 0, null, 0, null));

    private static Verdict Of(Cause cause, RunnerUp? second) => new(cause.BoundOf(), [cause], 0.9, second, "");

    private static StateTimes AllFileStates()
    {
        var times = new StateTimes();
        foreach (var state in (ThreadState[])[ThreadState.FileRead, ThreadState.FileWrite, ThreadState.FileSync, ThreadState.FileMetadata, ThreadState.Pipe])
        {
            times[state] = 1.8;
        }

        return times;
    }

    [GeneratedRegex(@"\{(file|host|lock|site|\w*)\}(?!\.bin)")]
    private static partial Regex Placeholder();
}
