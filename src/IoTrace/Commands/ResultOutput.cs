using IoTrace.Capture.Output;

namespace IoTrace.Cli.Commands;

/// <summary>Writes one result and says so where that fails, so that one output does not take the others with it.</summary>
internal static class ResultOutput
{
    /// <summary>Writes to a path; the exit code.</summary>
    public static int Write(string path, Action<Stream> write, Terminal terminal) => Try(
        path, () => ResultFile.Write(path, write, () => terminal.Error.WriteLine(Messages.WaitingForReader(path))), terminal);

    /// <summary>Writes to standard output; the exit code.</summary>
    public static int WriteToStandard(Action<Stream> write, Terminal terminal) => Try(
        "standard output",
        () =>
        {
            using var stream = terminal.OpenOutputStream();
            write(stream);
        },
        terminal);

    private static int Try(string path, Action write, Terminal terminal)
    {
        try
        {
            write();
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine(Messages.Error(Messages.CannotWrite(path, e.Message)));
            return ExitCode.Failed;
        }
    }
}
