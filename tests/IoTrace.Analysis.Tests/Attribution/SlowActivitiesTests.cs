using System.Globalization;

using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Attribution;

public class SlowActivitiesTests
{
    private const string Path = "/srv/orders.log";
    private const string Server = "10.0.0.7:5432";
    private readonly SlowActivities activities = new();

    private void Tell(double seconds, string name = "", string id = "", IoOperation operation = IoOperation.Sync, string path = Path, ResourceKind kind = ResourceKind.File) =>
        activities.Take(new OperationTimed(new Timestamp(1), new ThreadId(1), kind, path, operation, Duration.FromSeconds(seconds), StackId.None)
        {
            Activity = name.Length > 0 ? new TracedActivity(name, id) : null,
        });

    private static CountedFile File(double sync, double read = 0, double? slow = null)
    {
        var times = new StateTimes();
        times[ThreadState.FileSync] = sync;
        times[ThreadState.FileRead] = read;
        return new CountedFile(Path, ResourceKind.File, times, [], slow ?? sync + read);
    }

    private static CountedPeer Peer(double answers, double calls) =>
        new(Server, new EndpointUsage("10.0.0.7", 5432, "tcp", 10, 0, answers, null, null, null, null, true), calls);

    [Fact]
    public void The_exact_time_is_divided_as_the_told_operations_are_and_what_is_outside_of_any_is_in_none()
    {
        Tell(0.2, "import-batch", "1");
        Tell(0.2, "import-batch", "1");
        Tell(0.2, "import-batch", "2");
        Tell(0.1, "GET /orders", "3");
        Tell(0.3);
        var found = activities.Of(File(sync: 10));
        Assert.Equal([("import-batch", 2), ("GET /orders", 1)], found.Select(a => (a.Name, a.Count)));
        Near(6, found[0].Seconds, 1e-9);
        Near(1, found[1].Seconds, 1e-9);
    }

    [Fact]
    public void Each_kind_of_wait_is_divided_by_its_own_operations()
    {
        Tell(0.1, "write", "1");
        Tell(5, "read", "2", IoOperation.Read);
        var found = activities.Of(File(sync: 8, read: 1));
        Assert.Equal([("write", 8.0), ("read", 1.0)], found.Select(a => (a.Name, a.Seconds)));
    }

    [Fact]
    public void Slow_operations_that_make_up_little_of_the_time_stand_for_themselves_only()
    {
        Tell(0.01, "seldom", "1", IoOperation.Read);
        Near(0.02, Assert.Single(activities.Of(File(sync: 0, read: 10, slow: 0.02))).Seconds, 1e-9);
    }

    [Fact]
    public void Without_activities_there_are_none()
    {
        Tell(1);
        Assert.Empty(activities.Of(File(sync: 1)));
        Assert.Empty(activities.Of(File(sync: 1) with { Path = "/never/told" }));
    }

    [Fact]
    public void The_longest_are_listed_and_the_rest_is_one()
    {
        for (var i = 1; i <= SlowActivities.MostListed + 3; i++)
        {
            Tell(i, $"batch-{i}", $"{i}");
        }

        var found = activities.Of(File(sync: 36));
        Assert.Equal(["batch-8", "batch-7", "batch-6", "batch-5", SlowActivities.Others], found.Select(a => a.Name));
        Assert.Equal((4, 10.0), (found[^1].Count, Math.Round(found[^1].Seconds, 9)));
    }

    [Fact]
    public void A_name_for_each_request_takes_no_more_than_a_bounded_memory_and_loses_no_time()
    {
        const int Requests = 3 * SlowActivities.MostNames;
        for (var i = 0; i < Requests; i++)
        {
            Tell(1, string.Create(CultureInfo.InvariantCulture, $"GET /orders/{i}"), $"{i}");
        }

        var found = activities.Of(File(sync: Requests));
        Assert.Equal(SlowActivities.MostListed, found.Length);
        Assert.Equal(SlowActivities.Others, found[^1].Name);
        Near(Requests, found.Sum(a => a.Seconds), 1e-6);
        Assert.Equal(Requests, found.Sum(a => a.Count));
    }

    [Fact]
    public void Past_its_bounds_it_counts_no_more_files_and_no_more_ids_and_the_time_of_the_old_ones_still()
    {
        for (var i = 0; i < SlowActivities.MostIds + 10; i++)
        {
            Tell(1, "import-batch", $"{i}");
        }

        var found = Assert.Single(activities.Of(File(sync: 7)));
        Assert.Equal((SlowActivities.MostIds, 7.0), (found.Count, Math.Round(found.Seconds, 9)));
        for (var i = 0; i < SlowActivities.MostSums; i++)
        {
            Tell(1, "import-batch", "a", path: $"/f/{i}");
        }

        Assert.Empty(activities.Of(File(sync: 1) with { Path = $"/f/{SlowActivities.MostSums - 1}" }));
        Tell(1);
        Assert.Single(activities.Of(File(sync: 7)));
    }

    [Fact]
    public void A_peer_has_the_time_of_calls_that_wait_and_never_more_than_it_was_awaited()
    {
        Tell(0.3, "sync-prices", "1", IoOperation.Receive, Server, ResourceKind.Socket);
        Tell(0.1, "", "", IoOperation.Receive, Server, ResourceKind.Socket);
        // Most of the waiting is asynchronous: no call, and nobody knows whose.
        Near(0.3, Assert.Single(activities.Of(Peer(answers: 10, calls: 0.4))).Seconds, 1e-9);
        Near(1.5, Assert.Single(activities.Of(Peer(answers: 2, calls: 100))).Seconds, 1e-9);
    }

    [Fact]
    public void Files_and_peers_of_a_diagnosis_have_them()
    {
        static OperationsCounted Count(Timestamp at, ResourceKind kind, string name, IoOperation operation) => new(
            at, kind, name, operation, 50, 0, 0, Duration.FromSeconds(1),
            LatencyHistogram.Parse(string.Create(CultureInfo.InvariantCulture, $"{LatencyHistogram.BucketOf(20_000_000)}:50"), 20_000_000), 1, false);
        static OperationTimed Time(Timestamp at, ResourceKind kind, string name, IoOperation operation) =>
            new(at, new ThreadId(1), kind, name, operation, Duration.FromMilliseconds(20), StackId.None) { Activity = new TracedActivity("import-batch", "1") };

        var diagnosis = new RecordingBuilder(1).Main(Do.Sync(20))
            .Event(0.1, at => new ProbeActive(at))
            // The runtime's own event of the connecting is of the same peer.
            .Event(0.2, at => new NetworkStarted(at, new Guid(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), "tcp", "10.0.0.7", 5432))
            .Event(0.3, at => new NetworkEnded(at, new Guid(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), "tcp", false))
            .Event(0.5, at => Time(at, ResourceKind.File, Path, IoOperation.Sync))
            .Event(0.6, at => Time(at, ResourceKind.Socket, Server, IoOperation.Receive))
            .Event(1, at => Count(at, ResourceKind.File, Path, IoOperation.Sync))
            .Event(1, at => Count(at, ResourceKind.Socket, Server, IoOperation.Receive))
            .Event(1, at => Count(at, ResourceKind.Socket, Server, IoOperation.Response))
            .Diagnose();
        Assert.Equal(("import-batch", 1, 1.0), (diagnosis.Files[0].Activities[0].Name, diagnosis.Files[0].Activities[0].Count, diagnosis.Files[0].Activities[0].Seconds));
        Near(1, Assert.Single(Assert.Single(diagnosis.Endpoints).Activities).Seconds, 0.04);
    }
}
