using System.ComponentModel;
using System.Diagnostics;

using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Targets;

/// <summary>
/// The command that is launched, as its parent sees it. Streams, working directory and environment are passed on as they are;
/// only what brings the .NET runtimes in it to the gate is added.
/// </summary>
internal sealed class ChildCommand : IDisposable
{
    private readonly Process process;

    private ChildCommand(Process process) => this.process = process;

    public int Pid => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Its exit code; 128+N if signal N ended it.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>Starts the command.</summary>
    /// <exception cref="IoTraceException">It was not found (127) or cannot be run (126).</exception>
    public static ChildCommand Start(string command, IReadOnlyList<string> arguments, LaunchGate? gate)
    {
        var start = new ProcessStartInfo(CommandPath.Find(command)) { UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        gate?.AddTo(start.Environment);
        try
        {
            return new ChildCommand(Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            const int NoEntry = 2;
            throw e.NativeErrorCode == NoEntry ? Errors.CommandNotFound(command) : Errors.CommandNotRunnable(command, e.Message);
        }
    }

    public Task WaitAsync(CancellationToken cancel) => process.WaitForExitAsync(cancel);

    /// <summary>Passes a signal on.</summary>
    public void Signal(int number)
    {
        if (!process.HasExited)
        {
            _ = LibC.Kill(process.Id, number);
        }
    }

    /// <summary>Kills it with all that it started.</summary>
    public void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => process.Dispose();
}
