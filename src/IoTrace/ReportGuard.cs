using IoTrace.Capture;
using IoTrace.Capture.Guard;

namespace IoTrace.Cli;

/// <summary>Has the commands that read recordings run in a guarded process.</summary>
internal static class ReportGuard
{
    private static readonly string[] Commands = ["report", "diff"];

    /// <summary>The exit code; null when this process is to do the work itself.</summary>
    public static int? Run(string[] args)
    {
        if (GuardedProcess.Role != GuardRole.None)
        {
            GuardedProcess.Enter();
            return null;
        }

        // Any word may be the file: how the words are to be read is not known yet, and only the length is asked.
        if (args.Length == 0 || !Commands.Contains(args[0]) || args.Where(File.Exists).MaxBy(file => new FileInfo(file).Length) is not { } file)
        {
            return null;
        }

        try
        {
            return Guarded.Run(args, file, new SafeWriter(Console.Error));
        }
        catch (IoTraceException e)
        {
            new SafeWriter(Console.Error).WriteLine(Messages.Error(e.Message));
            return e.ExitCode;
        }
    }
}
