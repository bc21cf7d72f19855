using System.Runtime.InteropServices;

namespace IoTrace.Cli.Commands;

/// <summary>
/// Two stages: the first Ctrl+C (or SIGTERM) stops and reports, the second aborts. Signals for a launched command are passed on,
/// except a Ctrl+C from the terminal, which the kernel has sent to it already.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private const int SigHup = 1;
    private const int SigInt = 2;
    private const int SigQuit = 3;
    private const int SigTerm = 15;

    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abandon = new();
    private readonly List<PosixSignalRegistration> registrations = [];
    private readonly Terminal terminal;
    private readonly bool quiet;

    public Interrupts(Terminal terminal, bool quiet)
    {
        this.terminal = terminal;
        this.quiet = quiet;
        foreach (var (signal, number) in ((PosixSignal, int)[])[(PosixSignal.SIGINT, SigInt), (PosixSignal.SIGTERM, SigTerm), (PosixSignal.SIGHUP, SigHup), (PosixSignal.SIGQUIT, SigQuit)])
        {
            registrations.Add(PosixSignalRegistration.Create(signal, context => Handle(context, number)));
        }
    }

    /// <summary>Where signals are passed on to; set once a command was launched.</summary>
    public Action<int>? Forward { get; set; }

    /// <summary>Stop and report.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Leave at once.</summary>
    public CancellationToken Abandon => abandon.Token;

    public void Dispose()
    {
        registrations.ForEach(r => r.Dispose());
        stop.Dispose();
        abandon.Dispose();
    }

    private void Handle(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        if (Forward is { } forward && (number != SigInt || !Capture.TerminalSignals.ReachTheWholeGroup))
        {
            forward(number);
        }

        if (stop.IsCancellationRequested)
        {
            abandon.Cancel();
            return;
        }

        // A launched command decides itself what a signal means; its end ends the profiling.
        if (Forward is null || number == SigInt)
        {
            terminal.Say(Messages.Stopping, quiet);
            stop.Cancel();
        }
    }
}
