namespace IoTrace.Cli.CommandLine;

/// <summary>The commands, by the names that a person types.</summary>
internal static class CommandNames
{
    public const string Ps = "ps";
    public const string Attach = "attach";
    public const string Launch = "launch";
    public const string Report = "report";
    public const string Check = "check";
    public const string Workload = "workload";
    public const string List = "list";
    public const string Run = "run";
    public const string Compare = "compare";

    /// <summary>The process in which a workload runs; the tool starts itself with it.</summary>
    public const string RunHere = "run-here";

    public static readonly string[] All = [Ps, Attach, Launch, Report, Check, Workload];

    public static readonly string[] OfWorkload = [List, Run, Compare, RunHere];
}
