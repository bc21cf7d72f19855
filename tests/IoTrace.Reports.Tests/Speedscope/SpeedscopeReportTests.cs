using System.Text.Json.Nodes;
using IoTrace.Analysis.Results;
using IoTrace.Reports.Tests.Made;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Speedscope;

public sealed class SpeedscopeReportTests
{
    [Fact]
    public void Every_file_satisfies_the_schema_that_speedscope_ships()
    {
        Validators.InstallOnce();
        using var directory = new TemporaryDirectory();
        var files = Diagnoses.All.Select(made => directory.Write($"{made.Key}.speedscope.json", Rendered.Speedscope(made.Value()))).ToArray();

        Assert.All(Validators.Validate(Validators.SpeedscopeSchema, files), Assert.Null);
    }

    [Fact]
    public void A_file_without_stacks_weights_is_refused_by_that_schema()
    {
        Validators.InstallOnce();
        using var directory = new TemporaryDirectory();
        var damaged = JsonNode.Parse(Rendered.Speedscope(Io.Diagnosis()))!;
        damaged["profiles"]![0]!.AsObject().Remove("weights");

        Assert.NotNull(Assert.Single(Validators.Validate(Validators.SpeedscopeSchema, [directory.Write("x.json", damaged.ToJsonString())])));
    }

    [Fact]
    public void The_first_profile_has_the_states_as_roots_and_the_others_have_one_state_each()
    {
        var file = Parse(Io.Diagnosis());

        Assert.Equal(["all states", "file sync", "CPU, user code"], Profiles(file).Select(profile => (string?)profile!["name"]));
        Assert.Equal(["file sync", "Shop.Program.Main(String[])", "Shop.OrderStore.Append(Order)", "System.IO.RandomAccess.FlushToDisk(SafeFileHandle)"], Stack(file, 0, 0));
        Assert.Equal(["Shop.Program.Main(String[])", "Shop.OrderStore.Append(Order)", "System.IO.RandomAccess.FlushToDisk(SafeFileHandle)"], Stack(file, 1, 0));
    }

    [Fact]
    public void The_first_profile_leaves_out_idle_threads_and_the_frameworks_frames_between_the_users()
    {
        string[] frames = ["Program.Main(String[])", "System.Runtime.CompilerServices.AsyncTaskMethodBuilder.Start()", "Shop.Orders.AddAsync()", "System.IO.RandomAccess.Write()", "Interop+Sys.PWrite()"];
        var diagnosis = Io.Diagnosis() with
        {
            Stacks = [new CallSite(ThreadState.FileWrite, 1, [.. frames]), new CallSite(ThreadState.Idle, 9, ["Program.Main(String[])", "System.Threading.Thread.Sleep(Int32)"])],
        };

        var file = Parse(diagnosis);

        Assert.Single(Profiles(file)[0]!["samples"]!.AsArray());
        Assert.Equal(["file write", "Program.Main(String[])", "Shop.Orders.AddAsync()", "Interop+Sys.PWrite()"], Stack(file, 0, 0));
        Assert.Contains("idle", Profiles(file).Select(profile => (string?)profile!["name"]));
        Assert.Equal(frames, Stack(file, 2, 0));
    }

    [Theory]
    [InlineData("io")]
    [InlineData("hostile")]
    [InlineData("unknown")]
    public void Each_sample_has_a_weight_and_existing_frames_and_the_weights_sum_to_the_end(string name)
    {
        var file = Parse(Diagnoses.All[name]());
        var frames = file["shared"]!["frames"]!.AsArray().Count;

        Assert.All(Profiles(file), profile =>
        {
            var samples = profile!["samples"]!.AsArray();
            var weights = profile["weights"]!.AsArray().Select(weight => weight!.GetValue<double>()).ToArray();
            Assert.Equal(samples.Count, weights.Length);
            Assert.Equal(weights.Sum(), profile["endValue"]!.GetValue<double>(), 1e-6);
            Assert.All(samples, sample => Assert.All(sample!.AsArray(), index => Assert.InRange(index!.GetValue<int>(), 0, frames - 1)));
        });
    }

    private static JsonNode Parse(Diagnosis diagnosis) => JsonNode.Parse(Rendered.Speedscope(diagnosis))!;

    private static JsonArray Profiles(JsonNode file) => file["profiles"]!.AsArray();

    private static IEnumerable<string?> Stack(JsonNode file, int profile, int sample) =>
        file["profiles"]![profile]!["samples"]![sample]!.AsArray().Select(index => (string?)file["shared"]!["frames"]![index!.GetValue<int>()]!["name"]);
}
