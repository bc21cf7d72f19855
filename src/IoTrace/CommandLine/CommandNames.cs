namespace IoTrace.Cli.CommandLine;

/// <summary>The commands, by the names that a person types.</summary>
internal static class CommandNames
{
    public const string Ps = "ps";
    public const string Attach = "attach";
    public const string Launch = "launch";
    public const string Report = "report";
    public const string Diff = "diff";
    public const string Check = "check";
    public const string Workload = "workload";
    public const string Completion = "completion";

    /// <summary>What the shells ask with; nothing for a person.</summary>
    public const string Complete = "complete";

    public const string List = "list";
    public const string Run = "run";
    public const string Compare = "compare";

    /// <summary>The process in which a workload runs; the tool starts itself with it.</summary>
    public const string RunHere = "run-here";

    private const string AttachOrLaunch = "`iotrace attach <pid or name>` for a process that runs, and `iotrace launch -- <command>` for one to start.";

    /// <summary>What the commands of other .NET tools are called here.</summary>
    public static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["collect"] = AttachOrLaunch,
        ["monitor"] = AttachOrLaunch,
        ["trace"] = AttachOrLaunch,
        ["record"] = AttachOrLaunch,
        ["exec"] = "`iotrace launch -- <command>`.",
        ["start"] = "`iotrace launch -- <command>`.",
        ["convert"] = "`iotrace report <file>` with --json, --markdown or --speedscope.",
        ["analyze"] = "`iotrace report <file>`.",
        ["list-processes"] = "`iotrace ps`.",
    };

    public static readonly string[] All = [Ps, Attach, Launch, Report, Diff, Check, Compare, Workload, Completion];

    public static readonly string[] OfWorkload = [List, Run, Compare, RunHere];
}
