using System.Collections.Immutable;

using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Timeline;
using IoTrace.Analysis.Verdicts;

namespace IoTrace.Analysis;

/// <summary>
/// From a recording to a diagnosis. Pure: no clock, no file, no process; the same recording always gives the same diagnosis. The
/// recording is read twice, for what the stacks teach and for the budgets, and never held in memory.
/// </summary>
public static class Analyzer
{
    private const int MostCallSites = 40;
    private const int MostStacks = 2000;
    private const int TimelineSlices = 240;
    private const string ThreadStates = "procfs";

    public static Diagnosis Analyze(IRecordingSource source)
    {
        var survey = StackSurvey.Of(source);
        var totals = new Reading(source.Facts, survey).Run(source);
        return new DiagnosisBuilder(source, survey, totals).Build();
    }

    /// <summary>The second reading.</summary>
    private sealed class Reading
    {
        private readonly SliceBuilder slices;
        private readonly StackInstants? stackInstants;

        public Reading(RecordingFacts facts, StackSurvey survey)
        {
            State = new ProcessState(facts.Target.Pid, survey);
            slices = new SliceBuilder(survey.HasSweeps ? facts.Start : null, State.RoleOf, Budget.Add);
            // Where there are thread states, looks made from stacks would only disturb them, also before the first sweep.
            stackInstants = survey.HasSweeps ? null : new StackInstants(survey, State);
        }

        public ProcessState State { get; }

        public BudgetTally Budget { get; } = new();

        public NetworkTally Network { get; } = new();

        public GcTally Gc { get; } = new();

        public PoolTally Pool { get; } = new();

        public LockTally Locks { get; } = new();

        public IoTally Io { get; } = new();

        public OperationTally Operations { get; } = new();

        public Timestamp? First { get; private set; }

        public Timestamp Last { get; private set; }

        public long EventsLost { get; private set; }

        public bool Truncated { get; private set; }

        public Reading Run(IRecordingSource source)
        {
            foreach (var observation in source.Read())
            {
                Take(observation);
            }

            foreach (var instant in stackInstants?.End() ?? [])
            {
                slices.Add(instant);
            }

            slices.End();
            return this;
        }

        private void Take(Observation observation)
        {
            First ??= observation.At;
            Last = observation.At;
            EventsLost += observation is EventsDropped dropped ? dropped.Count : 0;
            Truncated |= observation is StreamTruncated;
            Network.Take(observation);
            Gc.Take(observation);
            Pool.Take(observation);
            Locks.Take(observation);
            Io.Take(observation);
            Operations.Take(observation);
            if (State.Take(observation) is { } instant)
            {
                slices.Add(instant);
            }
            else if (stackInstants?.Take(observation) is { } inferred)
            {
                slices.Add(inferred);
            }
        }
    }

    /// <summary>Puts the parts together.</summary>
    private sealed class DiagnosisBuilder(IRecordingSource source, StackSurvey survey, Reading totals)
    {
        private readonly RecordingFacts facts = source.Facts;
        private readonly Timestamp start = source.Facts.Start ?? totals.First ?? default;
        private readonly Timestamp end = source.Facts.End ?? totals.Last;

        public Diagnosis Build()
        {
            var sites = CallSites.Of(totals.Budget, survey, source.Frames);
            var files = FileTimes.Merge(FileTimes.Files(totals.Budget, totals.State.Resources, sites), [.. totals.Operations.Files()]);
            var endpoints = Endpoints();
            var locks = totals.Locks.Finish(end, survey, source.Frames);
            var gc = totals.Gc.Finish();
            var pool = totals.Pool.Finish(totals.Budget.Threads.Count(t => t.Value.Role == ThreadRole.PoolWorker));
            var folded = sites.Folded(MostCallSites);
            var wall = Shares();
            var window = Window(sites);
            var subject = new Subject(files, endpoints, locks.Count > 0 ? locks : null, folded);
            var replicates = Resampling.Draw(totals.Budget.Slices);
            var verdict = Verdict(wall, window, replicates, subject, out var ruling);
            var shares = Judge.Rank(new Features(wall, window)).ToDictionary(r => r.Cause, r => r.Share);
            return new Diagnosis
            {
                Target = facts.Target,
                Window = new WindowInfo(facts.StartUtc, Math.Max(0, (end - start).Seconds), totals.Truncated),
                Verdict = verdict,
                CauseShares = [.. shares.Select(s => new CauseShare(s.Key, Math.Min(1, s.Value))).OrderByDescending(s => s.Share)],
                WallClock = wall,
                ThreadTime = ThreadTime(),
                Bounds = replicates.Count == 0 ? new WhatIfBounds(null, null) : WhatIfs.Of(wall, window, replicates),
                Files = files,
                Endpoints = endpoints,
                CallSites = folded,
                Stacks = sites.Stacks(MostStacks),
                ThreadPool = pool,
                Gc = gc,
                Locks = locks,
                Threads = Threads(),
                Timeline = Timeline(),
                Evidence = EvidenceList.Of(new Features(wall, window), shares, gc, locks, pool, survey.HasSweeps ? ThreadStates : "eventpipe"),
                Advice = AdviceBook.For(ruling, subject),
                Quality = new Quality(totals.EventsLost, Collectors(), new Overhead(facts.ToolCpuSeconds, survey.HasSweeps ? ObserverSeconds() : null), Notes()),
            };
        }

        /// <summary>
        /// Requests from the runtime's events; connections from the probe, or from samples where it was not there. A connection that
        /// carried those requests is not listed again.
        /// </summary>
        private ImmutableArray<EndpointUsage> Endpoints()
        {
            var requests = totals.Network.Finish(end);
            var http = requests.Where(r => r.Protocol is "http" or "https").Select(r => r.Port).ToHashSet();
            var connections = totals.Operations.Active ? totals.Operations.Endpoints() : FileTimes.Sockets(totals.Budget, totals.State.Resources);
            return [.. requests.Concat(connections.Where(c => !http.Contains(c.Port))).OrderByDescending(e => e.Seconds)];
        }

        private ImmutableArray<CollectorStatus> Collectors() => totals.Operations is { Active: false, Refusal: { } why }
            ? [.. facts.Collectors.Select(c => c.Name == "probe" ? new CollectorStatus("probe", "unavailable", why, null) : c)]
            : facts.Collectors;

        /// <summary>The wall clock over the whole window: the mean of the slices, weighed by their length.</summary>
        private StateTimes Shares()
        {
            var sum = new StateTimes();
            foreach (var slice in totals.Budget.Slices)
            {
                sum.Add(slice.WallClock.Scaled(slice.Seconds));
            }

            return sum.Normalised();
        }

        private WindowFeatures Window(CallSites sites)
        {
            var time = ThreadTime();
            var cpu = time.Sum(ThreadState.CpuUser, ThreadState.CpuKernel);
            var seconds = totals.Budget.Slices.Sum(s => s.Seconds);
            var busy = cpu + time.Sum(ThreadState.Gc, ThreadState.Jit);
            return new WindowFeatures(
                sites.CpuInCalls, sites.BlockedInCalls, cpu, time[ThreadState.CpuKernel], seconds > 0 ? busy / seconds : 0,
                facts.Processors, seconds, totals.Io.Finish());
        }

        private Verdict Verdict(
            StateTimes wall, WindowFeatures window, IReadOnlyList<StateTimes> replicates, Subject subject, out Ruling ruling)
        {
            var features = new Features(wall, window);
            var ranked = Judge.Rank(features);
            var decided = Judge.Rule(features);
            ruling = decided;
            var agreement = replicates.Count == 0 ? 0 : replicates.Count(r => Judge.Rule(new Features(r, window)).Same(decided)) / (double)replicates.Count;
            var confidence = decided.Bound == Bound.Unknown ? 0 : Confidence.Of(
                agreement, totals.Budget.Slices.Count, wall[ThreadState.Unknown], facts, totals.EventsLost > 0, totals.Truncated);
            var second = ranked.FirstOrDefault(r => !decided.Causes.Contains(r.Cause) && r.Share > 0);
            var runnerUp = second.Share > 0 ? new RunnerUp(second.Cause.BoundOf(), second.Cause, Math.Min(1, second.Share)) : null;
            var shares = ranked.ToDictionary(r => r.Cause, r => Math.Min(1, r.Share));
            return new Verdict(decided.Bound, decided.Causes, confidence, runnerUp, Summary.Of(decided, shares, subject, Missing()));
        }

        private string? Missing() => totals.Budget.Slices.Count == 0
            ? facts.Collectors.Any(c => c is { Name: "procfs", Status: "ok" or "degraded" })
                ? "the process ended within a few looks at its threads"
                : "there are neither thread states nor stacks in this recording"
            : null;

        private StateTimes ThreadTime()
        {
            var sum = new StateTimes();
            foreach (var thread in totals.Budget.Threads.Values)
            {
                if (thread.Role != ThreadRole.Observer)
                {
                    sum.Add(thread.Seconds);
                }
            }

            return sum;
        }

        /// <summary>Processor time of the threads that serve us. The suspensions for stacks are not in it: they are not told apart.</summary>
        private double ObserverSeconds() => totals.Budget.Threads.Values.Where(t => t.Role == ThreadRole.Observer)
            .Sum(t => t.Seconds.Sum(ThreadState.CpuUser, ThreadState.CpuKernel));

        private ImmutableArray<ThreadUsage> Threads() =>
        [
            .. totals.Budget.Threads.Where(t => t.Value.Seconds.Total > 0)
                .Select(t => new ThreadUsage(
                    t.Key.Value, t.Key == UnseenTime.Thread ? UnseenTime.Name : totals.State.ThreadNames.GetValueOrDefault(t.Key) ?? "", t.Value.Role.ToString(), t.Value.Seconds))
                .OrderByDescending(t => t.Seconds.Total - t.Seconds[ThreadState.Idle])
                .Take(100),
        ];

        private ImmutableArray<TimelineSlice> Timeline()
        {
            var slices = totals.Budget.Slices;
            var perBin = Math.Max(1, (slices.Count + TimelineSlices - 1) / TimelineSlices);
            return
            [
                .. slices.Chunk(perBin).Select(chunk => chunk.Aggregate(TimeSlice.Merge))
                    .Select(s => new TimelineSlice((s.Start - start).Seconds, s.Seconds, s.WallClock)),
            ];
        }

        private ImmutableArray<string> Notes()
        {
            var notes = facts.Notes.ToBuilder();
            if (totals.Truncated)
            {
                notes.Add("The stream of runtime events stops before the window does, as it does when the target is killed; what came before is complete.");
            }

            return notes.ToImmutable();
        }
    }
}
