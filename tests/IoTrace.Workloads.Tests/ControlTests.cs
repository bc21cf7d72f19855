using System.Diagnostics;

using IoTrace.Testing;
using IoTrace.Workloads.Controls;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Tests;

/// <summary>Controls with settings far from their defaults.</summary>
public sealed class ControlTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1.5)]
    [InlineData(20.7)]
    [InlineData(50.9)]
    public async Task Idling_is_one_pass_whatever_fraction_of_a_millisecond_is_left(double milliseconds)
    {
        var context = new WorkloadContext(new WorkloadSettings { Duration = TimeSpan.FromMilliseconds(milliseconds) }, folder.Path, 0, CancellationToken.None);

        Assert.Equal(1, (await PassRunner.RunAsync(new Idle(), context)).Passes);
    }

    [Theory]
    [InlineData("mix:io=1h,cpu=1s")]
    [InlineData("mix:io=1ms,cpu=1h")]
    public async Task A_mix_ends_in_the_middle_of_a_long_turn(string text)
    {
        var run = PlanParser.Parse($"{text},duration=100ms", new SettingsPatch(), strict: true);
        using var session = WorkloadSession.Create([run], folder.Path, CancellationToken.None);
        var spec = RunFiles.ReadSpec(session.WriteSpec(run));
        var running = Task.Run(() => PassRunner.RunAsync(run.Workload, new WorkloadContext(run.Settings, spec.Directory, 0, CancellationToken.None)));
        var result = await running.WaitAsync(Limit);

        Assert.Equal(0, result.Counts.Operations);
        Assert.True(result.Counts.Syncs > 0);
    }

    [Fact]
    public async Task A_starved_pool_ends_in_the_middle_of_a_long_wait()
    {
        var began = Stopwatch.GetTimestamp();
        var result = await BuiltTool.RunAsync("run", "pool-starvation", "--bare", "--duration", "200ms", "--io", "1m");

        Assert.True(result.ExitCode == 0, $"{result}");
        Assert.True(Stopwatch.GetElapsedTime(began) < Limit);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10_000)]
    public void The_text_to_be_compressed_is_as_long_as_it_is_told_to_be_and_made_of_words(int length)
    {
        var text = System.Text.Encoding.ASCII.GetString(CpuCompress.MakeText(new WorkloadSettings { Buffer = length }));

        Assert.Equal(length, text.Length);
        Assert.All(text, c => Assert.True(c is ' ' or (>= 'a' and <= 'z')));
        Assert.True(text.Length < 100 || text.Split(' ').Distinct().Count() >= 12);
    }

    [Fact]
    public void The_text_to_be_compressed_takes_no_more_memory_than_its_bytes()
    {
        const int Length = 16 << 20;
        var before = GC.GetAllocatedBytesForCurrentThread();
        CpuCompress.MakeText(new WorkloadSettings { Buffer = Length });

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, Length, Length + 10_000);
    }
}
