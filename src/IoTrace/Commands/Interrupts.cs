using System.Runtime.InteropServices;

using IoTrace.Workloads.Comparison;

namespace IoTrace.Cli.Commands;

/// <summary>
/// Two stages: the first Ctrl+C (or SIGTERM) stops and reports, the second aborts. Signals for a launched command are passed on,
/// except a Ctrl+C from the terminal, which the kernel has sent to it already.
/// </summary>
internal sealed class Interrupts : IRaceEnd, IDisposable
{
    private const int SignalBase = 128;
    private const int SigHup = 1;
    private const int SigInt = 2;
    private const int SigQuit = 3;
    private const int SigTerm = 15;
    private static readonly TimeSpan SignalDelay = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abandon = new();
    private readonly List<PosixSignalRegistration> registrations = [];
    private readonly Terminal terminal;
    private readonly bool quiet;
    private readonly Lock gate = new();
    private Action<int>? forward;
    private int? first;
    private int? passed;
    private int asked;

    public Interrupts(Terminal terminal, bool quiet)
    {
        this.terminal = terminal;
        this.quiet = quiet;
        foreach (var (signal, number) in ((PosixSignal, int)[])[(PosixSignal.SIGINT, SigInt), (PosixSignal.SIGTERM, SigTerm), (PosixSignal.SIGHUP, SigHup), (PosixSignal.SIGQUIT, SigQuit)])
        {
            registrations.Add(PosixSignalRegistration.Create(signal, context => Handle(context, number)));
        }
    }

    /// <summary>
    /// Where signals are passed on to; set once a command was launched. One that came while it was started, or while the one before it
    /// ended, is passed on now.
    /// </summary>
    public Action<int>? Forward
    {
        get => forward;
        set
        {
            lock (gate)
            {
                forward = value;
                if (value is not null && EndsAll && passed is { } number)
                {
                    value(number);
                }
            }
        }
    }

    /// <summary>Whether every signal means this tool as well as what it has started, as with programs that are its own.</summary>
    public bool EndsAll { get; init; }

    /// <summary>What to exit with when a signal ended it before its time: 128 and the signal's number, as shells have it.</summary>
    public int ExitCode => SignalBase + (first ?? SigInt);

    /// <summary>Stop and report.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Leave at once.</summary>
    public CancellationToken Abandon => abandon.Token;

    /// <summary>
    /// Whether a signal has ended it, asked when something that was started has ended badly. A Ctrl+C at a terminal reaches that as
    /// well, and its end may be seen before the signal is: so that has a moment.
    /// </summary>
    public async Task<bool> HaveEndedItAsync()
    {
        await Task.Delay(SignalDelay, Stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Stop.IsCancellationRequested;
    }

    /// <summary>Stops and reports, as the first signal would.</summary>
    public void End()
    {
        lock (gate)
        {
            if (!stop.IsCancellationRequested)
            {
                terminal.Say(Messages.Stopping, quiet);
                stop.Cancel();
            }
        }
    }

    public void Dispose()
    {
        registrations.ForEach(r => r.Dispose());
        stop.Dispose();
        abandon.Dispose();
    }

    private void Handle(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        lock (gate)
        {
            first ??= number;
            if (Reaches(number))
            {
                passed = number;
                forward?.Invoke(number);
            }
        }

        // A terminal that is closed may say so twice, and is not in a hurry.
        var isSecond = number != SigHup && Interlocked.Increment(ref asked) > 1;
        if (stop.IsCancellationRequested || isSecond)
        {
            stop.Cancel();
            abandon.Cancel();
            return;
        }

        // A launched command decides itself what a signal means; its end ends the profiling.
        if (Forward is null || number == SigInt || EndsAll)
        {
            terminal.Say(Messages.Stopping, quiet);
            stop.Cancel();
        }
    }

    private static bool Reaches(int number) => number != SigInt || !Capture.TerminalSignals.ReachTheWholeGroup;
}
