using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Attribution;

public class FileTimesTests
{
    private static readonly MadeResource Often = MadeResource.File("/often.bin");
    private static readonly MadeResource Seldom = MadeResource.File("/seldom.bin");

    [Theory]
    [InlineData(0.75, 5, 5)]
    [InlineData(0.5, 5, 5)]
    [InlineData(0.9, 5, 50)]
    public void The_interval_covers_the_true_share_about_as_often_as_it_says(double often, double oftenMs, double seldomMs)
    {
        const int Seeds = 80;
        var truth = often * oftenMs / ((often * oftenMs) + ((1 - often) * seldomMs));
        var (covered, width) = (0, 0.0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed * 7919);
            var steps = Enumerable.Range(0, 300).Select(_ => random.NextDouble() < often ? Do.Read(oftenMs, Often) : Do.Read(seldomMs, Seldom));
            var files = new RecordingBuilder(seed).Lasting(1).WithoutStacks().Main([.. steps]).Diagnose().Files;
            var total = files.Sum(f => f.WaitSeconds);
            var file = files.Single(f => f.Path == Often.Name);
            covered += truth >= file.WaitLow / total && truth <= file.WaitHigh / total ? 1 : 0;
            width += (file.WaitHigh!.Value - file.WaitLow!.Value) / total / Seeds;
        }

        // 95 %, less three standard errors of 80 seeds.
        Assert.True(covered >= 0.875 * Seeds, $"{covered} of {Seeds}, mean width {width:0.00}");
        Assert.InRange(width, 0.01, 0.45);
    }

    [Fact]
    public void A_file_is_named_for_the_wait_that_it_has_and_not_for_another()
    {
        // The longest wait of all is for the log, but reads lead together.
        var diagnosis = new RecordingBuilder(1).Main(
            Do.Sync(40), Do.Read(25, Often), Do.Read(25, Seldom)).Diagnose();
        Assert.Equal(Cause.FileRead, diagnosis.Cause());
        Assert.DoesNotContain("orders.log", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Equal("/srv/orders.log", diagnosis.Files[0].Path);
    }

    [Fact]
    public void Files_come_with_shares_states_and_call_sites()
    {
        var diagnosis = new RecordingBuilder(2, Noise.Levels[1]).Main(Do.Sync(30), Do.Write(10), Do.Read(10)).Diagnose();
        Assert.Equal(["/srv/orders.log", "/srv/catalog.bin"], diagnosis.Files.Select(f => f.Path));
        var log = diagnosis.Files[0];
        Near(0.8, log.WaitShare, 0.03);
        Near(3, log.ByState[ThreadState.FileSync], 0.2);
        Near(1, log.ByState[ThreadState.FileWrite], 0.2);
        Assert.Equal("App.OrderStore.Append(Order)", log.CallSites[0].Frames[0]);
        Assert.False(log.Exact);
        Near(1, diagnosis.Files.Sum(f => f.WaitShare), 1e-9);
    }

    [Fact]
    public void Pipes_are_listed_with_the_files_and_sockets_with_the_endpoints()
    {
        var diagnosis = new RecordingBuilder(3).Main(Do.ReadPipe(10), Do.Receive(20, "10.1.2.3:5432"), Do.Receive(5, "/run/db.sock")).Diagnose();
        Assert.Equal("pipe:[77]", Assert.Single(diagnosis.Files).Path);
        Assert.Equal(("10.1.2.3", 5432, "tcp"), (diagnosis.Endpoints[0].Host, diagnosis.Endpoints[0].Port, diagnosis.Endpoints[0].Protocol));
        Assert.Equal(("/run/db.sock", null, "unix"), (diagnosis.Endpoints[1].Host, diagnosis.Endpoints[1].Port, diagnosis.Endpoints[1].Protocol));
        Assert.All(diagnosis.Endpoints, e => Assert.False(e.Exact));
    }

    [Fact]
    public void The_peer_that_takes_most_is_named_whatever_it_was_found_by()
    {
        var diagnosis = new RecordingBuilder(4).Main(Do.Receive(100)).InFlight(0.1, 0.102, "db.example", "dns").Diagnose();
        Assert.Equal("10.0.0.7", diagnosis.Endpoints[0].Host);
        Assert.Contains("10.0.0.7:443", diagnosis.Verdict.Summary, StringComparison.Ordinal);
    }
}
