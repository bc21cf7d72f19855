using IoTrace.Capture;

namespace IoTrace.Cli.Commands;

/// <summary>
/// Says once what is profiled. A launched command writes to the same terminal, at any moment: a line that is drawn over and over would
/// end up in the middle of its output.
/// </summary>
internal sealed class LaunchNotice(Terminal terminal, bool quiet) : IProgress<CaptureProgress>
{
    private bool isSaid;

    public void Report(CaptureProgress value)
    {
        if (isSaid || value.Target is not { } target || !terminal.ErrorIsTerminal)
        {
            return;
        }

        isSaid = true;
        terminal.Say(Messages.ProfilingLaunched(target, value.Total), quiet);
    }
}
