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
    /// The bound, and the run with the cause gone that it is held against: under the tool as well, so that what the tool costs is no part of
    /// the difference, and without it.
    /// </summary>
    public static IEnumerable<IReadOnlyList<PlannedRun>> WhatIfs(IReadOnlyList<Scenario> scenarios, Options options) =>
        Rounds(options, round =>
            from scenario in scenarios
            where scenario.Work is not null && scenario.Load is null && scenario.HasRemovableCause
            from key in (RunKey[])
            [
                new RunKey(RunKind.Intervention, scenario.Name, round) { Lever = Lever.Free },
                new RunKey(RunKind.WhatIf, scenario.Name, round) { Way = Way.LaunchProbe },
                new RunKey(RunKind.WhatIf, scenario.Name, round) { Way = Way.LaunchProbe, Lever = Lever.Free },
            ]
            select new PlannedRun(scenario, key));

    private static IEnumerable<IReadOnlyList<PlannedRun>> Rounds(Options options, Func<int, IEnumerable<PlannedRun>> plan) =>
        Enumerable.Range(1, options.Runs).Select(round =>
        {
            var runs = plan(round).ToArray();
            new Random(options.Seed + round).Shuffle(runs);
            return (IReadOnlyList<PlannedRun>)runs;
        });
}
