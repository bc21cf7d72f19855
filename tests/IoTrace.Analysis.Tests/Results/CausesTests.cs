using IoTrace.Analysis.Verdicts;

namespace IoTrace.Analysis.Tests.Results;

public class CausesTests
{
    [Fact]
    public void Every_cause_has_one_row_in_the_order_of_the_causes() =>
        Assert.Equal(Enum.GetValues<Cause>(), Causes.All.Select(c => c.Cause));

    [Fact]
    public void Every_cause_has_a_rule_and_a_page_of_advice_with_a_title()
    {
        Assert.Equal(Enum.GetValues<Cause>().Order(), Judge.Rank(default(Features) with { Window = new WindowFeatures(default, 0, null, 1, null) }).Select(r => r.Cause).Order());
        Assert.All(Causes.All, c => Assert.StartsWith("# ", AdviceBook.Written(c.Cause), StringComparison.Ordinal));
    }

    [Fact]
    public void Names_differ_and_are_in_kebab_case()
    {
        Assert.Equal(Causes.All.Length, Causes.All.Select(c => c.Name).Distinct().Count());
        Assert.All(Causes.All, c => Assert.Matches("^[a-z]+(-[a-z]+)*$", c.Name));
        Assert.Equal("file-sync", Cause.FileSync.Name());
    }

    [Fact]
    public void A_lack_of_processors_is_a_matter_of_processing() => Assert.Equal(Bound.Cpu, Cause.CpuContention.BoundOf());

    [Fact]
    public void Every_state_that_a_file_can_be_waited_for_in_belongs_to_one_cause_of_the_bound_io()
    {
        ThreadState[] waits = [ThreadState.FileRead, ThreadState.FileWrite, ThreadState.FileSync, ThreadState.FileMetadata, ThreadState.Network, ThreadState.Pipe];
        Assert.All(waits, state => Assert.Equal(Bound.Io, Causes.All.Single(c => c.States.Contains(state)).Bound));
    }
}
