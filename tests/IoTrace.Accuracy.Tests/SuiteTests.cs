using IoTrace.Accuracy.Reporting;
using IoTrace.Accuracy.Scenarios;

namespace IoTrace.Accuracy.Tests;

public sealed class SuiteTests
{
    private static readonly string[] _causes =
    [
        "io/file-read", "io/file-write", "io/file-sync", "io/file-metadata", "io/network", "io/pipe",
        "cpu/cpu-user", "cpu/cpu-kernel-io", "cpu/gc", "cpu/jit", "cpu/cpu-contention",
        "neither/lock-contention", "neither/thread-pool-starvation", "neither/sleep", "neither/idle",
    ];

    public static TheoryData<string> Causes => new(_causes);

    [Theory]
    [MemberData(nameof(Causes))]
    public void Every_cause_of_the_contract_has_a_scenario_of_its_own(string cause) =>
        Assert.Contains(Suite.All, s => s.LabelText == cause);

    [Theory]
    [InlineData("io/file-read", "async", "threads")]
    [InlineData("io/file-write", "async", "threads")]
    [InlineData("io/file-sync", "async", "threads")]
    [InlineData("io/network", "async", "threads", "in flight", "streamed")]
    [InlineData("io/pipe", "async")]
    [InlineData("cpu/cpu-user", "async", "threads")]
    [InlineData("cpu/cpu-kernel-io", "async", "threads", "blocks")]
    [InlineData("cpu/gc", "threads", "smaller")]
    [InlineData("cpu/jit", "threads", "small")]
    [InlineData("neither/lock-contention", "16 threads", "pool threads")]
    [InlineData("neither/sleep", "delays", "sleeps", "long", "nobody answers", "async")]
    public void A_cause_is_there_in_each_style_that_it_can_be_written_in(string cause, params string[] styles) => Assert.All(
        styles, style => Assert.Contains(Suite.All, s => s.LabelText == cause && s.Name.Contains(style, StringComparison.Ordinal)));

    [Fact]
    public void Labels_are_verdicts_of_the_contract() => Assert.All(
        Suite.All.SelectMany(s => s.Labels).Where(l => l.Bound != "mixed"), label => Assert.Contains(label.ToString(), _causes));

    [Fact]
    public void There_are_forty_scenarios_and_more() => Assert.True(Suite.All.Count >= 40, $"{Suite.All.Count}");

    [Fact]
    public void Records_find_their_scenario_by_its_name() => Assert.Equal(Suite.All.Count, Suite.All.Select(s => s.Name).Distinct().Count());

    [Fact]
    public void Twins_differ_in_their_label() => Assert.All(Suite.All.Where(s => s.TwinOf is not null), s =>
    {
        var twin = Assert.Single(Suite.All, other => other.Name == s.TwinOf);
        Assert.NotEqual(twin.LabelText, s.LabelText);
    });

    [Fact]
    public void Two_labels_are_rare() => Assert.True(Suite.All.Count(s => s.Labels.Count > 1 && s.Dial is null) <= Suite.All.Count / 20);

    [Fact]
    public void All_dials_are_turned_from_little_to_much()
    {
        var dials = Suite.All.Where(s => s.Dial is not null).GroupBy(s => s.Medium).ToList();

        Assert.Equal(3, dials.Count);
        Assert.All(dials, dial =>
        {
            Assert.Equal([0.1, 0.3, 0.5, 0.7, 0.9], dial.Select(s => s.Dial!.Value));
            Assert.StartsWith("cpu/", dial.First().LabelText, StringComparison.Ordinal);
            Assert.StartsWith("io/", dial.Last().LabelText, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("loop")]
    [InlineData("loop beside busy processes")]
    [InlineData("lock held over computing")]
    [InlineData("fsync beside computing")]
    [InlineData("dial fsync 50:50")]
    [InlineData("Kestrel, busy handler")]
    public void Computing_can_be_halved_where_it_is_a_number_of_steps(string name) => Assert.True(Suite.All.Single(s => s.Name == name).HasSteps);

    [Fact]
    public void Waiting_has_no_steps() => Assert.False(Suite.All.Single(s => s.Name == "fsync").HasSteps);

    [Fact]
    public void Want_of_processors_is_what_slower_processors_make_worse()
    {
        Assert.Equal(["cpu"], InterventionSection.Expected(new Scenario("any", "cpu/cpu-contention")));
        Assert.Equal(["neither"], InterventionSection.Expected(new Scenario("any", "neither/sleep")));
    }
}
