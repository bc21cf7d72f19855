using IoTrace.Accuracy.Records;
using IoTrace.Accuracy.Scenarios;

namespace IoTrace.Accuracy.Running;

/// <summary>Which runs there are to be, and in which order: round by round, each round shuffled, so that no scenario has a quiet hour to itself.</summary>
internal static class Plan
{
    public static IEnumerable<IReadOnlyList<PlannedRun>> Verdicts(IReadOnlyList<Scenario> scenarios, Options options) =>
        Rounds(options, round =>
            from scenario in scenarios
            from way in options.Ways
            where way is Way.LaunchProbe or Way.Launch || !scenario.IsForLaunchOnly
            select new PlannedRun(scenario, new RunKey(RunKind.Verdict, scenario.Name, round) { Way = way, Seconds = options.Seconds }));

    /// <summary>Only what can be pulled: a peer where there is one.</summary>
    public static IEnumerable<IReadOnlyList<PlannedRun>> Interventions(IReadOnlyList<Scenario> scenarios, Options options) =>
        Rounds(options, round =>
            from scenario in scenarios
            where scenario.HasWork
            from lever in (Lever[])[Lever.None, Lever.Disk, Lever.Cpu, Lever.Peer]
            where lever != Lever.Peer || scenario.Peer is not null
            select new PlannedRun(scenario, new RunKey(RunKind.Intervention, scenario.Name, round) { Lever = lever }));

    /// <summary>
    /// The bounds, and the runs with the cause gone that they are held against: under the tool as well, so that what the tool costs is no part
    /// of the difference, and without it.
    /// </summary>
    public static IEnumerable<IReadOnlyList<PlannedRun>> WhatIfs(IReadOnlyList<Scenario> scenarios, Options options) =>
        Rounds(options, round =>
            from scenario in scenarios
            where scenario.Work is not null
            let levers = Levers(scenario).ToList()
            where levers.Count > 0
            from key in (IEnumerable<RunKey>)
            [
                new RunKey(RunKind.WhatIf, scenario.Name, round) { Way = Way.LaunchProbe },
                .. levers.Select(lever => new RunKey(RunKind.WhatIf, scenario.Name, round) { Way = Way.LaunchProbe, Lever = lever }),
                .. levers.Select(lever => new RunKey(RunKind.Intervention, scenario.Name, round) { Lever = lever }),
            ]
            select new PlannedRun(scenario, key));

    private static IEnumerable<Lever> Levers(Scenario scenario)
    {
        if (scenario.HasRemovableCause) yield return Lever.Free;
        if (scenario.HasSteps) yield return Lever.HalfSteps;
    }

    private static IEnumerable<IReadOnlyList<PlannedRun>> Rounds(Options options, Func<int, IEnumerable<PlannedRun>> plan) =>
        Enumerable.Range(1, options.Runs).Select(round =>
        {
            var runs = plan(round).ToArray();
            new Random(options.Seed + round).Shuffle(runs);
            return (IReadOnlyList<PlannedRun>)runs;
        });
}
