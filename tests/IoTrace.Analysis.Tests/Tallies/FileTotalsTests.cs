using IoTrace.Analysis.Tests.Made;

namespace IoTrace.Analysis.Tests.Tallies;

/// <summary>A list of files ends somewhere; the sums beside it do not.</summary>
public class FileTotalsTests
{
    [Fact]
    public void Three_thousand_files_are_three_thousand()
    {
        var totals = Totals(Files("/data/a/", 2000).Concat(Files("/data/b/", 1000)));
        Assert.Equal((3000, false), (totals.Files, totals.AtLeast));
        Assert.Equal(("open", 3000, 0), Assert.Single(totals.Operations) is var all ? (all.Kind, all.Count, all.Errors) : default);
        Assert.Equal([("/data/a/", 2000L), ("/data/b/", 1000L)], totals.Folders.Select(f => (f.Path, f.Files)));
    }

    /// <summary>The probe sums what it does not tell apart under one name for a folder, or for all.</summary>
    [Fact]
    public void Files_that_were_not_told_apart_are_in_the_sums_and_not_in_the_number()
    {
        var totals = Totals([.. Files("/data/a/", 5), Opened("/data/a/(other files)", 295), Opened("(other files)", 700)]);
        Assert.Equal((5, true, 1000), (totals.Files, totals.AtLeast, totals.Operations.Single().Count));
        Assert.Equal([("", 0L, 700L), ("/data/a/", 5L, 300L)], totals.Folders.Select(f => (f.Path, f.Files, f.Operations.Single().Count)));
    }

    [Fact]
    public void Many_folders_end_in_one_that_stands_for_the_rest()
    {
        var totals = Totals(Enumerable.Range(0, 100).Select(i => Opened($"/data/{i}/file", 2)));
        Assert.Equal((100, 200), (totals.Files, totals.Operations.Single().Count));
        Assert.Equal(("", 80, 160), totals.Folders[^1] is var rest ? (rest.Path, rest.Files, rest.Operations.Single().Count) : default);
        Assert.Equal(200, totals.Folders.Sum(f => f.Operations.Single().Count));
    }

    [Fact]
    public void Without_the_probe_there_are_none() =>
        Assert.Null(new RecordingBuilder(7).Main(Do.Read(10)).Diagnose().FileTotals);

    private static FileTotals Totals(IEnumerable<Func<Timestamp, Observation>> told)
    {
        var recording = new RecordingBuilder(7).Main(Do.Wait(1000)).Event(0, at => new ProbeActive(at));
        foreach (var one in told)
        {
            recording = recording.Event(0.5, one);
        }

        return recording.Diagnose().FileTotals!;
    }

    private static IEnumerable<Func<Timestamp, Observation>> Files(string folder, int count) => Enumerable.Range(0, count).Select(i => Opened($"{folder}{i}", 1));

    private static Func<Timestamp, Observation> Opened(string path, int count) => at => new OperationsCounted(
        at, ResourceKind.File, path, IoOperation.Open, count, 0, 0, new Duration(count * 1000), LatencyHistogram.Empty, 1, false);
}
