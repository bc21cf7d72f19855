using IoTrace.Capture;
using IoTrace.Workloads;
using IoTrace.Workloads.Comparison;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Cli.Commands;

/// <summary>What to compare, how, and what becomes of it.</summary>
internal sealed record CompareRequest(
    IReadOnlyList<(string Name, PlannedRun Plan)> Plans, IReadOnlyList<(string Name, string Line)> Commands, RacePlan Race, double Threshold, string? Directory, ComparisonRequest Results);

/// <summary><c>iotrace compare</c> and <c>iotrace workload compare</c>.</summary>
internal sealed class CompareCommand(CompareRequest what, Terminal terminal)
{
    private readonly IReadOnlyList<(string Name, PlannedRun Plan)> plans = what.Plans;
    private readonly IReadOnlyList<(string Name, string Line)> commands = what.Commands;
    private readonly ComparisonRequest request = what.Results;

    public static Task<int> RunAsync(CompareRequest what, Terminal terminal) => new CompareCommand(what, terminal).RunAsync();

    private async Task<int> RunAsync()
    {
        var saved = request.With is { } file ? ComparisonFile.Read(file) : [];
        var names = UniqueNames([.. plans.Select(p => p.Name), .. commands.Select(c => Redaction.Secrets(c.Name)), .. saved.Select(s => s.Name)]);
        var baseline = Baseline(names);
        // Found out before minutes of runs.
        MetricRule.Of([.. names.Zip([.. plans.Select(p => Subject.Of(p.Plan.Workload.Info)), .. commands.Select(_ => default(Subject)), .. saved.Select(s => s.Subject)])]);
        using var interrupts = new Interrupts(terminal, request.Quiet) { EndsAll = true };
        try
        {
            using var session = plans.Count == 0 ? null : WorkloadSession.Create([.. plans.Select(p => p.Plan)], what.Directory, interrupts.Stop);
            return await RunAsync(session, names, saved, baseline, interrupts).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return interrupts.ExitCode;
        }
    }

    private async Task<int> RunAsync(WorkloadSession? session, List<string> names, IReadOnlyList<Series> saved, string baseline, Interrupts interrupts)
    {
        if (session is not null)
            terminal.Say(Messages.WorkloadPlace(session.Workspace), request.Quiet);

        List<Contender> contenders =
        [
            .. plans.Select((p, i) => new WorkloadContender(names[i], p.Plan, session!, interrupts)),
            .. commands.Select((c, i) => new CommandContender(names[plans.Count + i], c.Line, interrupts)),
        ];
        Race runner;
        List<Series> series;
        using (var line = new LiveLine(terminal, request.Quiet))
        {
            runner = new Race(contenders, what.Race, step => line.Show(Messages.Step(step)));
            series = [.. await runner.RunAsync(interrupts).ConfigureAwait(false), .. saved.Select((s, i) => s with { Name = names[contenders.Count + i], Saved = true })];
        }

        var result = ComparisonResult.Of(series, baseline, what.Threshold, runner.Interrupted, what.Race.Seed);
        var written = new ComparisonWriter(request, terminal).Write(result);
        return runner switch
        {
            { Failure: IoTraceException failure } => throw failure,
            { Failure: WorkloadException failure } => throw failure,
            { Interrupted: true } => interrupts.ExitCode,
            _ => written,
        };
    }

    /// <summary>A workload against itself is a fair question, so the same name may come twice.</summary>
    private static List<string> UniqueNames(IReadOnlyList<string> names)
    {
        if (names.Count < 2)
            throw new IoTraceException(Messages.NothingToCompare, ExitCode.Usage);

        var unique = new List<string>();
        foreach (var name in names)
            unique.Add(unique.Contains(name) ? $"{name} #{unique.Count(u => u == name || u.StartsWith($"{name} #", StringComparison.Ordinal)) + 1}" : name);

        return unique;
    }

    private string Baseline(List<string> names) => request.Baseline is not { } wanted ? names[0]
        : names.Contains(wanted) ? wanted
        : throw new IoTraceException(Messages.NoSuchBaseline(wanted, string.Join(", ", names)), ExitCode.Usage);
}
