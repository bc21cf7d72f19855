using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Capture.Os.Linux;
using IoTrace.Capture.Recording;

namespace IoTrace.Capture.Os;

/// <summary>The states of the target's threads, from a sampler to a file, and the window that its first and last look make.</summary>
internal sealed class ThreadStateCollector : IDisposable
{
    private const string Name = "procfs";
    private const int WriteBuffer = 1 << 16;

    private readonly OsSampleWriter samples;
    private readonly ThreadSampler sampler;
    private Exception? failure;

    /// <param name="fromBirth">Whether what the process did before the first look counts: for those that we started ourselves.</param>
    /// <param name="path">The file to write; there must be none yet.</param>
    public ThreadStateCollector(int pid, bool fromBirth, string path)
    {
        samples = new OsSampleWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, WriteBuffer));
        sampler = new ThreadSampler(pid, fromBirth, samples);
    }

    /// <summary>What to say where there is no such collector.</summary>
    public static CollectorStatus NotHere { get; } = new(Name, "unavailable", "thread states are read from procfs, which only Linux has", null);

    /// <summary>Processor time the target has taken while it was observed.</summary>
    public Duration TargetCpu => sampler.TargetCpu;

    /// <summary>Why its samples could not all be written; null where they could.</summary>
    public Exception? WriteFailure => failure;

    /// <summary>How it went; final once it has ended.</summary>
    public CollectorStatus Status => failure is not null
        ? new CollectorStatus(Name, "degraded", $"its samples could not all be written: {failure.Message}", "free some space, or set TMPDIR to another disk")
        : sampler.CallsHidden
            ? new CollectorStatus(
                Name, "degraded", "the kernel hides the system calls of blocked threads (Yama's ptrace_scope, or a program that may not be traced): the stacks, and its functions where they may be read, tell what kind of wait it is, but not on which file or peer",
                "add --probe, launch the program with iotrace instead, run iotrace as root, or set kernel.yama.ptrace_scope to 0")
            : new CollectorStatus(Name, "ok", null, null);

    public void Start() => sampler.Start();

    /// <summary>
    /// Takes the last look and closes the file. The window reaches from the first look to the last, where all of the kernel's totals
    /// are known; up to now when the samples could not all be written.
    /// </summary>
    public (Timestamp From, Timestamp To) End()
    {
        sampler.Stop();
        failure = sampler.Failure;
        try
        {
            if (failure is null)
            {
                samples.Complete(sampler.LastSweep);
            }

            samples.Dispose();
        }
        catch (IOException e)
        {
            failure = e;
        }

        return (sampler.WindowStart, failure is null ? sampler.LastSweep : new Timestamp(LibC.MonotonicNow()));
    }

    public void Dispose()
    {
        sampler.Dispose();
        try
        {
            samples.Dispose();
        }
        catch (IOException e)
        {
            // No space for the last of it, after an end that came before it could be asked for.
            failure ??= e;
        }
    }
}
