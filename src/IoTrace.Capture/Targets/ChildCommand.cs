using System.ComponentModel;
using System.Diagnostics;

using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Targets;

/// <summary>
/// The command that is launched, as its parent sees it. Streams, working directory and environment are passed on as they are;
/// only the variable that makes the first .NET runtime in it wait for us is added.
/// </summary>
internal sealed class ChildCommand : IDisposable
{
    /// <summary>
    /// Makes a runtime wait at start-up until it is told to go on. Unlike DOTNET_DiagnosticPorts it can be taken back inside the
    /// target before its own children inherit it (dotnet/diagnostics#5501).
    /// </summary>
    public const string SuspendVariable = "DOTNET_DefaultDiagnosticPortSuspend";

    private readonly Process process;

    private ChildCommand(Process process) => this.process = process;

    public int Pid => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Its exit code; 128+N if signal N ended it.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>What the variable was before, to be put back in the target.</summary>
    public static string? OriginalSuspendValue => Environment.GetEnvironmentVariable(SuspendVariable);

    /// <summary>Starts the command.</summary>
    /// <exception cref="IoTraceException">It was not found (127) or cannot be run (126).</exception>
    public static ChildCommand Start(string command, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(CommandPath.Find(command)) { UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[SuspendVariable] = "1";
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
