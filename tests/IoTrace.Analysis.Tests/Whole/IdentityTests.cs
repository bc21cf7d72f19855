using IoTrace.Analysis.Tests.Made;

namespace IoTrace.Analysis.Tests.Whole;

/// <summary>Figures of one diagnosis speak of the same time, whatever the program and however noisy the looks.</summary>
public sealed class IdentityTests
{
    public static TheoryData<string> Names() => [.. Programs.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_figures_of_a_program_agree(string name) => Assert.Empty(Identities.Broken(Programs.All[name]().Diagnose()));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void They_agree_at_every_level_of_noise_with_calls_counted_and_without(int level)
    {
        for (var seed = 1; seed <= 6; seed++)
        {
            var random = new Random(seed);
            RecordingBuilder Program() => new RecordingBuilder(seed, Noise.Levels[level]).Lasting(3)
                .Main(Do.Sync(1 + (9 * random.NextDouble())), Do.Compute(1 + (5 * random.NextDouble()), random.NextDouble()), Do.Queue(random.NextDouble()))
                .Thread(101, ".NET TP Worker", Do.Read(4), Do.Compute(3), Do.WorkerIdle(5))
                .Thread(102, "brief", random.NextDouble(), 2, Do.Sync(0.3), Do.Compute(0.3), Do.Wait(1));
            Assert.Empty(Identities.Broken(Program().Diagnose()));
            Assert.Empty(Identities.Broken(Program().CallsTimed().Diagnose()));
        }
    }

    [Fact]
    public void A_diagnosis_that_contradicts_itself_is_found_and_says_so()
    {
        var sound = Programs.All["durable appends"]().Diagnose();
        Assert.Contains("sum to", Assert.Single(Identities.Broken(sound with { WallClock = sound.WallClock.Scaled(0.9) })), StringComparison.Ordinal);
        Assert.NotEmpty(Identities.Broken(sound with { Files = [.. sound.Files.Select(f => f with { WaitSeconds = 100 })] }));
        Assert.NotEmpty(Identities.Broken(sound with { Window = sound.Window with { DurationSeconds = 0.5 } }));
        Assert.NotEmpty(Identities.Broken(sound with { Bounds = sound.Bounds with { IfIoWereFree = new WhatIf(0.5, 0.6, 0.7) } }));

        // Counted for ten times as long as the threads were there.
        var told = new RecordingBuilder(1).Lasting(1).Main(Do.Sync(5), Do.Compute(5)).CallsTimed()
            .Event(0.9, at => new OperationsCounted(at, ResourceKind.File, "/srv/orders.log", IoOperation.Sync, 9, 0, 0, Duration.FromSeconds(10), LatencyHistogram.Empty, 1, AtEnd: false))
            .Diagnose();
        Assert.Contains(told.Quality.Notes, n => n.StartsWith(Identities.Note, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_counted_outside_of_the_window_is_not_in_it()
    {
        static OperationsCounted Counted(Timestamp from, Timestamp to, long count) => new(
            to, ResourceKind.File, "/srv/orders.log", IoOperation.Sync, count, 0, 0, Duration.FromMilliseconds(count), LatencyHistogram.Empty, 1, AtEnd: false)
        { From = from, To = to };
        var diagnosis = new RecordingBuilder(1).Lasting(2).Main(Do.Sync(5), Do.Compute(5)).CallsTimed()
            .Event(0.01, at => Counted(at + Duration.FromMilliseconds(-1010), at + Duration.FromMilliseconds(-10), 500))
            .Event(1, at => Counted(at + Duration.FromMilliseconds(-1000), at, 100))
            .Event(2, at => Counted(at + Duration.FromMilliseconds(-1000), at + Duration.FromMilliseconds(1000), 200))
            .Diagnose();
        var sync = Assert.Single(Assert.Single(diagnosis.Files, f => f.Exact).Operations);
        Assert.Equal(200, sync.Count);
        Assert.Equal(0.2, sync.Seconds, 3);
    }
}
