namespace IoTrace.Capture.Guard;

/// <summary>
/// Runs a command on a file that nobody vouches for in a process of its own, with limits on memory and time. Where that breaks, the part of
/// the file at fault is found and left out.
/// </summary>
public static class Guarded
{
    /// <summary>Parts that are left out at most; a file with more is not worth reading.</summary>
    private const int MostLeftOut = 4;

    /// <summary>Runs this tool again with the same arguments. The exit code.</summary>
    /// <param name="file">The file in question.</param>
    /// <exception cref="IoTraceException">It cannot be read, whatever is left out.</exception>
    public static int Run(IReadOnlyList<string> arguments, string file, TextWriter error)
    {
        var limits = GuardLimits.For(File.Exists(file) ? new FileInfo(file).Length : 0);
        var first = GuardedRun.Of(arguments, GuardRole.Work, [], limits);
        var run = first;
        var without = new List<string>();
        while (run.Fault is not null && without.Count < MostLeftOut)
        {
            var seen = GuardedRun.Of(arguments, GuardRole.Examine, without, limits);
            if (seen.Fault is null || seen.Error.TrimEnd().Split('\n')[^1] is not { Length: > 0 } part || without.Contains(part))
            {
                break;
            }

            without.Add(part);
            run = GuardedRun.Of(arguments, GuardRole.Work, without, limits);
        }

        if (run.Fault is not null)
        {
            throw Targets.Errors.TooMuch(file, first.Fault!);
        }

        error.Write(run.Error);
        return run.ExitCode;
    }
}
