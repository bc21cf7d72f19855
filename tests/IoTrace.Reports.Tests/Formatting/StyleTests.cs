using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Tests.Formatting;

public class StyleTests
{
    [Fact]
    public void Every_cause_and_state_has_one_row_in_its_order()
    {
        Assert.Equal(Enum.GetValues<Cause>(), CauseStyle.All.Select(c => c.Cause));
        Assert.Equal(Enum.GetValues<ThreadState>(), StateStyle.All.Select(s => s.State));
    }

    [Fact]
    public void Phrases_labels_and_letters_differ()
    {
        Assert.Equal(CauseStyle.All.Length, CauseStyle.All.Select(c => c.Phrase).Distinct().Count());
        Assert.Equal(StateStyle.All.Length, StateStyle.All.Select(s => s.Label).Distinct().Count());
        Assert.Equal(StateStyle.All.Length, StateStyle.All.Select(s => s.Letter).Distinct().Count());
    }
}
