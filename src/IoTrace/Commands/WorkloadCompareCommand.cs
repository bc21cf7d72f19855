using System.CommandLine;

using IoTrace.Capture;
using IoTrace.Workloads;
using IoTrace.Workloads.Comparison;
using IoTrace.Workloads.Measuring;
using IoTrace.Workloads.Statistics;

namespace IoTrace.Cli.Commands;

/// <summary><c>iotrace workload compare</c>.</summary>
internal static class WorkloadCompareCommand
{
    private const int DefaultRuns = 10;
    private const int MostRuns = 1000;
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(1);

    public static Command Create(Terminal terminal)
    {
        var names = new Argument<string[]>("names") { Description = "Workloads, each with settings of its own behind a colon: copy-sync:buffer=4KiB", HelpName = "name", Arity = ArgumentArity.ZeroOrMore };
        var commands = new Option<string[]>("--command") { Description = "A command of yours to compare as well, run by the shell; may be given several times.", HelpName = "COMMAND" };
        var runs = new Option<string?>("--runs") { Description = $"Runs of each (default {DefaultRuns}).", HelpName = "N" };
        var warmUps = new Option<string?>("--warm-up") { Description = "Runs of each before the first that counts (default 1).", HelpName = "N" };
        var threshold = new Option<string?>("--threshold") { Description = "The least difference that matters (default 2%).", HelpName = "PERCENT" };
        var noVerdict = new Option<bool>("--no-verdict") { Description = "Leave out the profiled run that tells what each is bound by." };
        var workload = new WorkloadOptions("How long each run measures (default 1s). A pass that has begun is finished.");
        var outputs = new ComparisonOptions();
        var command = new Command("compare", "Run workloads or commands in turns, and tell which is faster and how sure that is.") { names, commands, runs, warmUps, threshold, noVerdict };
        workload.AddTo(command);
        outputs.AddTo(command);
        command.SetAction((parsed, _) => WorkloadCommand.GuardAsync(() =>
        {
            if (parsed.GetValue(names) is not { Length: > 0 })
                workload.RefuseAll(parsed);

            var common = workload.Read(parsed);
            common = common with { Duration = common.Duration ?? DefaultDuration };
            var plans = (parsed.GetValue(names) ?? []).Select(text => (Name: text, Plan: PlanParser.Parse(text, common, strict: false))).ToList();
            PlanParser.CheckUsed(common, [.. plans.Select(p => p.Plan)]);
            var race = new RacePlan(
                Units.Number("runs", parsed.GetValue(runs) ?? $"{DefaultRuns}", 1, MostRuns), Units.Number("warm-up", parsed.GetValue(warmUps) ?? "1", 0, MostRuns),
                !parsed.GetValue(noVerdict), common.Seed ?? WorkloadSettings.DefaultSeed);
            var least = parsed.GetValue(threshold) is { } text ? Units.Share("threshold", text) : Contrast.DefaultThreshold;
            return new Comparing(plans, parsed.GetValue(commands) ?? [], race, least, outputs.Read(parsed), terminal).RunAsync(workload.Directory(parsed));
        }));
        return command;
    }

    private sealed class Comparing(
        List<(string Name, PlannedRun Plan)> plans, string[] commands, RacePlan race, double threshold, ComparisonRequest request, Terminal terminal)
    {
        public async Task<int> RunAsync(string? directory)
        {
            var saved = request.With is { } file ? ComparisonFile.Read(file) : [];
            var names = UniqueNames([.. plans.Select(p => p.Name), .. commands, .. saved.Select(s => s.Name)]);
            var baseline = Baseline(names);
            // Found out before minutes of runs.
            MetricRule.Of([.. names.Zip([.. plans.Select(p => Subject.Of(p.Plan.Workload.Info)), .. commands.Select(_ => default(Subject)), .. saved.Select(s => s.Subject)])]);
            using var interrupts = new Interrupts(terminal, request.Quiet) { EndsAll = true };
            try
            {
                using var session = plans.Count == 0 ? null : WorkloadSession.Create([.. plans.Select(p => p.Plan)], directory, interrupts.Stop);
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
                .. plans.Select((p, i) => new WorkloadContender(names[i], p.Plan, session!)),
                .. commands.Select((c, i) => new CommandContender(names[plans.Count + i], c)),
            ];
            var runner = new WorkloadRace(contenders, race, terminal, request.Quiet);
            var series = (await runner.RunAsync(interrupts).ConfigureAwait(false))
                .Concat(saved.Select((s, i) => s with { Name = names[contenders.Count + i], Saved = true })).ToList();
            var result = ComparisonResult.Of(series, baseline, threshold, runner.Interrupted, race.Seed);
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
}
