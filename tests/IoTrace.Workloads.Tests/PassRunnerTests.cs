using IoTrace.Testing;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Tests;

public sealed class PassRunnerTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_is_done_aside_does_not_count_and_the_deadline_waits_for_it()
    {
        var workload = new Aside();
        await File.WriteAllTextAsync(folder.At("read"), "x");
        var settings = new WorkloadSettings { Duration = Aside.Time / 5, Delay = 0.5 };
        var result = await PassRunner.RunAsync(workload, new WorkloadContext(settings, folder.Path, 0, CancellationToken.None));

        Assert.True(workload.WentOn);
        Assert.InRange(result.Seconds / result.Passes, 0, Aside.Time.TotalSeconds / 2);
        Assert.InRange(result.Resources.IoCalls!.Value / result.Passes, 0, Aside.Reads / 2);
    }

    private sealed class Aside : Workload
    {
        // More than all that the tests around it do meanwhile in this process.
        public const int Reads = 200_000;
        public static readonly TimeSpan Time = TimeSpan.FromSeconds(0.5);

        public override WorkloadInfo Info { get; } = new("aside", WorkloadGroup.Control, "Lets its time pass.", Dials.None, new WorkloadSettings(), []);

        public bool WentOn { get; private set; } = true;

        public override Task RunAsync(WorkloadContext context)
        {
            context.Aside(() =>
            {
                using var file = File.OpenHandle(context.PathOf("read"));
                for (var i = 0; i < Reads; i++)
                    RandomAccess.Read(file, new byte[1], 0);

                Thread.Sleep(Time);
            });
            WentOn &= context.Goes;
            while (context.Goes)
                Thread.Yield();

            return Task.CompletedTask;
        }
    }
}
