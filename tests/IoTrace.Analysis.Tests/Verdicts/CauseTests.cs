using IoTrace.Analysis.Tests.Made;

namespace IoTrace.Analysis.Tests.Verdicts;

/// <summary>One program for every cause, at every level of noise.</summary>
public class CauseTests
{
    private static readonly Dictionary<Cause, Func<RecordingBuilder, RecordingBuilder>> Programs = new()
    {
        [Cause.FileRead] = b => b.Main(Do.Read(9), Do.Compute(1)),
        [Cause.FileWrite] = b => b.Main(Do.Write(9), Do.Compute(1)),
        [Cause.FileSync] = b => b.Main(Do.Sync(9), Do.Compute(1)),
        [Cause.FileMetadata] = b => b.Main(Do.Metadata(9), Do.Compute(1)),
        [Cause.Network] = b => b.Main(Do.Receive(9), Do.Compute(1)),
        [Cause.Pipe] = b => b.Main(Do.ReadPipe(9), Do.Compute(1)),
        [Cause.CpuUser] = b => b.Main(Do.Compute(9, 0.05), Do.Sync(1)),
        [Cause.CpuKernelIo] = b => b.Main(Do.CopyCached(9), Do.Compute(1)).Volume(50_000, 4_000_000_000),
        [Cause.Gc] = b => b.Main(Do.Collect(30), Do.Compute(10)),
        [Cause.Jit] = b => b.Main(Do.Compile(30), Do.Compute(10)),
        [Cause.LockContention] = b => b.Main(Do.Lock(9), Do.Compute(1)).Thread(101, "other", Do.Lock(9), Do.Compute(1)),
        [Cause.ThreadPoolStarvation] = b => b.Main(Do.Wait(100)).PoolQueue(50)
            .Thread(101, ".NET TP Worker", Do.WorkerBlocked(100), Do.Compute(1)).Thread(102, ".NET TP Worker", Do.WorkerBlocked(100), Do.Compute(1)),
        [Cause.CpuContention] = b => b.Main(Do.Compute(3), Do.Queue(7)),
        [Cause.Sleep] = b => b.Main(Do.Sleep(20), Do.Compute(0.5)),
        [Cause.Idle] = b => b.Main(Do.Wait(10_000)),
    };

    public static TheoryData<Cause, int> CausesAndLevels()
    {
        var data = new TheoryData<Cause, int>();
        foreach (var cause in Enum.GetValues<Cause>())
        {
            for (var level = 0; level < Noise.Levels.Count; level++)
            {
                data.Add(cause, level);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(CausesAndLevels))]
    public void Every_cause_is_found(Cause cause, int level)
    {
        foreach (var seed in (int[])[level + 1, level + 11])
        {
            var diagnosis = Programs[cause](new RecordingBuilder(seed, Noise.Levels[level]).Lasting(2)).Diagnose();
            var verdict = diagnosis.Verdict;
            Assert.True(verdict.Causes.SequenceEqual([cause]), $"seed {seed}: {verdict.Bound} {string.Join(',', verdict.Causes)} {verdict.Summary}");
            Assert.Equal(cause.BoundOf(), verdict.Bound);
            Assert.InRange(verdict.Confidence, level == 3 ? 0.5 : 0.8, 1);
            AssertComplete(diagnosis, cause);
        }
    }

    /// <summary>What a report needs is there, and nothing is left unfilled.</summary>
    private static void AssertComplete(Diagnosis diagnosis, Cause cause)
    {
        var advice = Assert.Single(diagnosis.Advice);
        Assert.Equal(cause.Name(), advice.Id);
        Assert.NotEmpty(advice.Title);
        Assert.DoesNotContain('{', advice.Title + advice.Text);
        Assert.EndsWith(".", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("  ", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Contains('%', diagnosis.Verdict.Summary);
        Assert.True(diagnosis.Verdict.RunnerUp is null || diagnosis.Verdict.RunnerUp.Cause != cause);
        Assert.Equal(Enum.GetValues<Cause>().Length, diagnosis.CauseShares.Length);
        Assert.Equal(cause, diagnosis.CauseShares[0].Cause);
        Assert.All(diagnosis.CauseShares, s => Assert.InRange(s.Share, 0, 1));
        AssertBound(diagnosis.Bounds.IfIoWereFree!);
        AssertBound(diagnosis.Bounds.IfCpuWereHalf!);
    }

    private static void AssertBound(WhatIf bound)
    {
        Assert.InRange(bound.Low, 0, bound.WallReduction);
        Assert.InRange(bound.High, bound.WallReduction, 1);
    }

    [Fact]
    public void Every_cause_has_a_program_here() => Assert.Equal(Enum.GetValues<Cause>().Order(), Programs.Keys.Order());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void An_idle_program_is_never_bound_by_input_or_output(int seed)
    {
        var noise = Noise.Levels[seed % 4];
        var diagnosis = new RecordingBuilder(seed, noise).Lasting(3)
            .Main(Do.Wait(10_000))
            .Thread(101, ".NET TP Worker", Do.WorkerIdle(400), Do.Compute(0.2))
            .Thread(102, ".NET Sockets", Do.Serve(500, SystemCallKind.EpollWait), Do.Compute(0.05))
            .Thread(103, "listener", new Step(10_000, SystemCallKind.Accept) { Resource = new MadeResource(ResourceKind.Listener, "0.0.0.0:80"), StackPointer = 1 })
            .Thread(104, ".NET SigHandler", Do.Serve(10_000, SystemCallKind.Read))
            .Diagnose();
        Assert.Equal(Bound.Neither, diagnosis.Verdict.Bound);
        Assert.Equal(Cause.Idle, diagnosis.Cause());
    }
}
