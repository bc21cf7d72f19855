namespace IoTrace.Cli;

/// <summary>The exit codes, which scripts rely on. `launch` returns its child's own code besides.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>Wrong usage: options, arguments, a file or process that is not there.</summary>
    public const int Usage = 2;

    /// <summary>An entry of --fail-on matched.</summary>
    public const int VerdictMatched = 10;

    /// <summary>IoTrace itself failed; 124, a time limit, comes with the error that says which.</summary>
    public const int Failed = 125;

    /// <summary>Aborted with a second Ctrl+C. Workloads that another signal ended exit with 128 and its number.</summary>
    public const int Interrupted = 130;
}
