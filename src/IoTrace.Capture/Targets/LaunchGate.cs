using IoTrace.Capture.Keeping;
using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Targets;

/// <summary>
/// Holds back the .NET runtimes in a launched command at their start. The environment names a pipe of this process as a profiler to
/// load, so a runtime reads that pipe before it runs managed code, and answers diagnostic commands meanwhile. Nothing can be held for
/// ever: the kernel ends the read when this process ends, and a runtime that cannot open the pipe goes on without.
/// </summary>
internal sealed class LaunchGate : IDisposable
{
    /// <summary>Longer than everything that is done to a runtime that waits; then it goes on in any case.</summary>
    private static readonly TimeSpan HoldLimit = TimeSpan.FromSeconds(30);

    private const int Looks = 10;

    private readonly int descriptor;
    private readonly Timer watch;
    private readonly Lock gate = new();
    private string link;
    private int looksTaken;
    private bool isClosed;

    private LaunchGate(int descriptor)
    {
        this.descriptor = descriptor;
        link = LinkOf(descriptor);
        SessionKeeper.AddGate(descriptor);
        var interval = HoldLimit / Looks;
        watch = new Timer(_ => Watch(), state: null, interval, interval);
    }

    /// <summary>Whether a runtime waits at it.</summary>
    public bool IsTaken => !isClosed && LibC.HasReader(descriptor);

    /// <summary>A gate for one command; null where there is no pipe to be had, and then nothing is held back.</summary>
    public static LaunchGate? TryCreate() =>
        OperatingSystem.IsLinux() && LibC.OpenPipeWithoutReader() is var descriptor and >= 0 ? new LaunchGate(descriptor) : null;

    /// <summary>Makes the runtimes in a command come to the gate.</summary>
    public void AddTo(IDictionary<string, string?> environment) => ProfilerVariables.Add(environment, Path);

    /// <summary>Whether a process waits at the gate.</summary>
    public bool Holds(int pid)
    {
        var waited = link;
        return pid != Environment.ProcessId && ProcessFacts.Descriptors(pid).Any(one => LibC.ReadLink(one) == waited);
    }

    /// <summary>All processes that wait at the gate, whoever their parents are.</summary>
    public IReadOnlyList<int> FindHeld() => [.. ProcessFacts.All().Where(Holds)];

    /// <summary>Lets those go that wait; who comes later waits again.</summary>
    public void LetGo() => Replace(LibC.OpenPipeWithoutReader());

    /// <summary>Lets all go, also those who are still to come.</summary>
    public void Dispose()
    {
        watch.Dispose();
        // The number stays taken: what else came under it could be read by a runtime that starts late.
        Replace(LibC.OpenForReading("/dev/null"), forGood: true);
    }

    private string Path => ProcPath.Descriptor(Environment.ProcessId, descriptor);

    private static string LinkOf(int descriptor) => LibC.ReadLink(ProcPath.Descriptor(Environment.ProcessId, descriptor)) ?? "";

    private void Replace(int with, bool forGood = false)
    {
        lock (gate)
        {
            if (isClosed)
            {
                _ = with >= 0 ? LibC.Close(with) : 0;
                return;
            }

            looksTaken = 0;
            isClosed = forGood || with < 0;
            if (with >= 0)
            {
                LibC.MoveDescriptor(with, descriptor);
                link = LinkOf(descriptor);
            }
            else
            {
                _ = LibC.Close(descriptor);
            }
        }
    }

    private void Watch()
    {
        looksTaken = IsTaken ? looksTaken + 1 : 0;
        if (looksTaken > Looks)
        {
            LetGo();
        }
    }
}
