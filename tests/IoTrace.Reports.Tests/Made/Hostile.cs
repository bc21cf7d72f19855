using IoTrace.Analysis.Results;
using static IoTrace.Reports.Tests.Made.Diagnoses;

namespace IoTrace.Reports.Tests.Made;

/// <summary>A target that tries to take over the terminal, the table and the page.</summary>
internal static class Hostile
{
    public const string Text = "a\u001b[31mb\nc\r\td|e`f`[red]g[/]<script>\"'\\\u202eh\u009b2J\u0007\ud800é漢字\u2028*i*_j_\u200b";

    public static Diagnosis Diagnosis() => Io.Diagnosis() with
    {
        Target = new TargetInfo(1, Text, "9.0.1\u001b[2J", "linux\nx64", -6, Text),
        Verdict = new Verdict(Bound.Io, [Cause.FileRead], double.NaN, new RunnerUp(Bound.Cpu, Cause.Gc, 1.0000000002), Text + " " + Text + " " + Text),
        Bounds = new WhatIfBounds(new WhatIf(double.NaN, double.NaN, double.NaN), new WhatIf(1.0000000002, -0.1, double.PositiveInfinity)),
        Files =
        [
            new FileUsage("/" + Text + "/" + Text, true, double.NaN, double.NaN, double.PositiveInfinity, 1.0000000002, default, [new OperationUsage("read", 1, 1, null, double.NaN, double.NaN, null, null, null)], [Site(ThreadState.FileRead, 1, Text)]) { Activities = [new ActivityUsage(Text, 1, double.NaN)] },
            new FileUsage("", false, 1e-12, 0, 1e9, 0, default, default, default) { Activities = default },
            new FileUsage(new string('漢', 300), false, 1, null, null, 0, default, [], []),
        ],
        Endpoints = [new EndpointUsage(Text, 65535, "http", long.MaxValue, long.MaxValue, 1e12, double.NaN, null, null, null, false) { Activities = [new ActivityUsage(new string('漢', 300), int.MaxValue, 1e12), new ActivityUsage("x", 1, 0)] }],
        CallSites = [Site(ThreadState.FileRead, 1, Text, Text), Site(ThreadState.Gc, 2), Site(ThreadState.CpuUser, 1, new string('x', 5000))],
        Stacks = [Site(ThreadState.FileRead, 1, Text, Text), Site(ThreadState.Gc, double.NaN, "x"), Site(ThreadState.Gc, 1)],
        Locks = new LockUsage(1, 1, [new LockWait(Text, 1, 1, default)]),
        Threads = [new ThreadUsage(1, Text, "main", default)],
        Timeline = Timeline(1, 3, _ => default),
        Evidence =
        [
            new Evidence("hostile", double.NaN, "count", null, null, "procfs", Text),
            new Evidence("hostile", 1, "count", double.NaN, Bound.Cpu, "procfs", Text),
        ],
        Advice = [new Advice("hostile", Text, $"# {Text}\n\n- {Text}\n```\n{Text}\n```\n`{Text}` **{Text}** [{Text}](http://x)\n" + new string('y', 500))],
        Quality = new Quality(1, [new("probe", "degraded", Text, Text)], new Overhead(double.NaN, 1), [Text]),
    };
}
