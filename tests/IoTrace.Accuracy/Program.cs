using System.Runtime.InteropServices;
using IoTrace.Accuracy;
using IoTrace.Accuracy.Calibration;
using IoTrace.Accuracy.HeldOut;
using IoTrace.Accuracy.Ladder;
using IoTrace.Accuracy.Neighbours;
using IoTrace.Accuracy.Records;
using IoTrace.Accuracy.Reporting;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Scenarios;
using IoTrace.Accuracy.Services;
using IoTrace.Accuracy.Trials;

try
{
    return await RunAsync();
}
catch (Exception e) when (e is ArgumentException or FileNotFoundException)
{
    Console.Error.WriteLine($"accuracy: {e.Message}");
    return 2;
}

async Task<int> RunAsync()
{
    if (args.Length == 0) throw new ArgumentException("nothing to do; see --help");
    var options = Options.Parse(args[1..]);
    using var stop = new CancellationTokenSource();
    // The runs that are on end first: what they have mounted and throttled must not stay behind.
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

    // On a machine with other work to do, the suite and all that it starts go first: a program that has to share its processor is held
    // up by others, which is a true verdict and not the one that is asked for. Neighbours that are asked for are equals.
    using var first = options.Neighbours > 0 || args[0] == NeighbourSuite.Name ? null : CpuPreference.TryMake();
    first?.Add(Environment.ProcessId);

    var scenarios = Suite.Matching(options.Only).ToList();
    var records = new RecordFile(options.Records);
    switch (args[0])
    {
        case "list":
            List(scenarios);
            return 0;
        case "report":
            break;
        case "verdicts":
            await MakeAsync(Plan.Verdicts(scenarios, options));
            Console.WriteLine(VerdictSection.Write(Judged.All(records.Runs)));
            return 0;
        case "interventions":
            await MakeAsync(Plan.Interventions(scenarios, options));
            Console.WriteLine(InterventionSection.Write(records.Runs));
            return 0;
        case "whatif":
            await MakeAsync(Plan.WhatIfs(scenarios, options));
            Console.WriteLine(WhatIfSection.Write(records.Runs));
            return 0;
        case LadderSuite.Name:
            return await TryAsync(LadderSuite.Name, () => LadderSuite.Settings(options), LadderSuite.Ways);
        case NeighbourSuite.Name:
            return await TryAsync(NeighbourSuite.Name, () => NeighbourSuite.Settings(options), NeighbourSuite.Ways);
        case ServiceSuite.Name:
            await using (var park = new ServerPark())
                return await TryAsync(ServiceSuite.Name, () => ServiceSuite.Settings(options, park), ServiceSuite.Ways);
        case HeldOutSuite.Name:
            await using (var park = new ServerPark())
                return await TryAsync(HeldOutSuite.Name, () => HeldOutSuite.Settings(options, park), HeldOutSuite.Ways);
        case "calibration":
            Console.WriteLine(CalibrationSection.Write(AllJudgements()));
            return 0;
        case "all":
            await MakeAsync(Plan.Interventions(scenarios, options with { Runs = 1 }));
            await MakeAsync(Plan.WhatIfs(scenarios, options with { Runs = 1 }));
            await MakeAsync(Plan.Verdicts(scenarios, options));
            break;
        default:
            throw new ArgumentException($"'{args[0]}' is no command; see --help");
    }

    Directory.CreateDirectory(options.Results);
    var latest = Path.Combine(options.Results, "latest.md");
    await File.WriteAllTextAsync(latest, ResultsFile.Write(records.Runs, AllTrials(), CalibrationSection.Write(AllJudgements())));
    var history = Path.Combine(options.Results, HistoryFile.Name);
    await File.WriteAllTextAsync(history, HistoryFile.Merge(File.Exists(history) ? await File.ReadAllTextAsync(history) : null, AllJudgements(), DateTimeOffset.UtcNow));
    Console.WriteLine($"{latest}\n{history}");
    return 0;

    // All that the suites have left in their own files.
    IReadOnlyList<Trial> AllTrials() =>
        [.. new[] { LadderSuite.Name, NeighbourSuite.Name, ServiceSuite.Name, HeldOutSuite.Name }.SelectMany(suite => new TrialFile(Options.OwnRecords(suite)).All)];

    IReadOnlyList<Judgement> AllJudgements() => [.. Judgement.Of(AllTrials()), .. Judgement.Of(records.Runs)];

    Task MakeAsync(IEnumerable<IReadOnlyList<PlannedRun>> rounds)
    {
        var tool = Tool.Find(options.Tool);
        Console.Error.WriteLine($"tool: {tool}; records: {options.Records}");
        return new Runner(options with { Tool = tool }, records, stop.Token).RunAsync(rounds);
    }

    async Task<int> TryAsync(string suite, Func<IReadOnlyList<TrialSetting>> settings, IReadOnlyList<Way> ways)
    {
        // Without a file that was asked for, a suite tells of its own runs and of none before: the tool may be another one.
        if (options.AskedRecords is null) File.Delete(Options.OwnRecords(suite));
        var trials = new TrialFile(options.AskedRecords ?? Options.OwnRecords(suite));
        var found = options with { Tool = Tool.Find(options.Tool) };
        await new TrialRunner(suite, found, trials, stop.Token).RunAsync(settings(), options.AskedWays ?? ways);
        Console.WriteLine(TrialSection.Write(trials.All));
        return 0;
    }

    void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        stop.Cancel();
        Console.Error.WriteLine("stopping after the runs that are on; the same command goes on from there");
    }
}

static void List(IReadOnlyList<Scenario> scenarios)
{
    var table = new MarkdownTable("scenario", "label", "medium", "peer, ms", "twin of");
    foreach (var s in scenarios)
        table.Add(s.Name, s.LabelText, $"{s.Medium}", s.Peer is { } peer ? $"{peer.Kind} {peer.Milliseconds}" : "", s.TwinOf ?? "");
    Console.WriteLine($"{table}\n{scenarios.Count} scenarios");
}
