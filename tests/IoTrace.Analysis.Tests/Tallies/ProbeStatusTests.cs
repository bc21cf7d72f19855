using IoTrace.Analysis.Tests.Made;

namespace IoTrace.Analysis.Tests.Tallies;

public class ProbeStatusTests
{
    private static RecordingBuilder Probed(string status) => new RecordingBuilder(1).Main(Do.Read(10)).Collector("probe", status);

    private static CollectorStatus Told(RecordingBuilder builder) => builder.Diagnose().Quality.Collectors.Single(c => c.Name == "probe");

    [Fact]
    public void A_probe_that_says_it_works_is_fine() =>
        Assert.Equal("ok", Told(Probed("ok").Event(0.3, at => new ProbeActive(at))).Status);

    [Fact]
    public void A_probe_that_refuses_gives_its_reason_and_the_rest_goes_on()
    {
        var diagnosis = Probed("ok").Event(0.1, at => new ProbeRefused(at, "no-slots: nothing to redirect")).Diagnose();
        var probe = diagnosis.Quality.Collectors.Single(c => c.Name == "probe");
        Assert.Equal(("unavailable", "no-slots: nothing to redirect"), (probe.Status, probe.Reason));
        Assert.Equal(Cause.FileRead, diagnosis.Cause());
        Assert.False(Assert.Single(diagnosis.Files).Exact);
    }

    [Fact]
    public void A_probe_that_was_loaded_and_never_spoke_did_not_run()
    {
        var probe = Told(Probed("ok"));
        Assert.Equal("unavailable", probe.Status);
        Assert.Contains("startup hooks are disabled", probe.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_probe_that_came_late_says_since_when_its_figures_are_exact()
    {
        var probe = Told(Probed("unavailable").Event(1.5, at => new ProbeActive(at)));
        Assert.Equal("degraded", probe.Status);
        Assert.Contains("since 1.5 s", probe.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_probe_that_was_not_asked_for_stays_off() => Assert.Equal("off", Told(Probed("off")).Status);
}
