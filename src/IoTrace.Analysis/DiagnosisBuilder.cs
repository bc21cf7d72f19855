using System.Collections.Immutable;

using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Timeline;
using IoTrace.Analysis.Verdicts;
using IoTrace.Analysis.Verdicts.Rules;

namespace IoTrace.Analysis;

/// <summary>Puts the parts together.</summary>
internal sealed class DiagnosisBuilder(IRecordingSource source, StackSurvey survey, Reading totals)
{
    /// <summary>Whole stacks that a diagnosis keeps at most.</summary>
    private const int MostStacks = 2000;

    /// <summary>Slices that its timeline has at most: twice as many as the widest report has columns.</summary>
    private const int TimelineSlices = 240;

    /// <summary>Threads that it lists at most.</summary>
    private const int MostThreads = 100;

    private const string ThreadStates = "procfs";

    private readonly RecordingFacts facts = source.Facts;
    private readonly Timestamp start = source.Facts.Start ?? totals.First ?? default;
    private readonly Timestamp end = source.Facts.End ?? totals.Last;

    /// <summary>The diagnosis, with what contradicts itself in it among its notes.</summary>
    public Diagnosis Build()
    {
        var diagnosis = Diagnose();
        var broken = Identities.Broken(diagnosis);
        return broken.IsEmpty ? diagnosis : diagnosis with
        {
            Quality = diagnosis.Quality with { Notes = diagnosis.Quality.Notes.Add($"{Identities.Note}{string.Join("; ", broken)}.") },
        };
    }

    private Diagnosis Diagnose()
    {
        var sites = CallSites.Of(totals.Budget, survey, survey.StacksOf, source.Frames);
        ImmutableArray<CountedFile> counted = [.. totals.Operations.Files()];
        var files = FileTimes.Merge(FileTimes.Files(totals.Budget, totals.State.Resources, sites), counted, survey.Slow);
        var told = ToldEndpoints();
        var unanswered = Unanswered(told);
        ImmutableArray<EndpointUsage> endpoints = [.. told.Concat(unanswered).OrderByDescending(e => e.Seconds)];
        var locks = totals.Locks.Finish(end, survey, source.Frames);
        var gc = totals.Gc.Finish();
        var pool = totals.Pool.Finish(totals.Budget.Threads.Count(t => t.Value.Role == ThreadRole.PoolWorker));
        var folded = sites.Folded(Analyzer.MostCallSites);
        var window = WindowFeatures.Of(totals.Budget, sites, survey, facts, totals.Io.Finish());
        var startUp = StartUp.Of(totals.Budget.Slices, survey.FromBirth, totals.Operations.ActiveSince);
        var judgement = new Judgement([.. totals.Budget.Slices.Skip(startUp)], window);
        var wall = Judgement.Mean(totals.Budget.Slices);
        var subject = new Subject(files, endpoints, locks.Count > 0 ? locks : null, folded)
        {
            BlockedWorkers = sites.OfBlockedWorkers(Analyzer.MostCallSites),
            Seconds = window.Seconds,
            Throttled = CpuContentionRule.HeldBackByQuota(window),
            IdleUnless = survey.Waits.Coverage.Unless,
        };
        var shares = judgement.Shares.ToDictionary(s => s.Cause, s => s.Share);
        var book = new PhaseBook(source, survey, totals, startUp);
        var verdict = judgement.Verdict(facts, totals.Lost, totals.Truncated, subject);
        var phases = book.WithStartUp(book.Phases(start, subject), start, window, verdict, subject);
        return new Diagnosis
        {
            Target = facts.Target,
            Window = new WindowInfo(facts.StartUtc, Math.Max(0, (end - start).Seconds), totals.Truncated),
            Verdict = verdict with { Summary = verdict.Summary + Summary.Of(phases, startUp > 0) },
            CauseShares = judgement.Shares,
            WallClock = wall,
            ThreadTime = totals.Budget.ThreadTime(),
            // Where nothing can be said about the causes, nothing can be about what they cost.
            Bounds = judgement.Replicates.Count == 0 || verdict.Bound == Bound.Unknown ? new WhatIfBounds(null, null) : WhatIfs.Of(judgement.Wall, window, judgement.Replicates),
            Files = files,
            FileTotals = totals.Operations.Active ? FolderSums.Of(totals.Operations.FileSums()) : null,
            Endpoints = endpoints,
            CallSites = folded,
            Stacks = sites.Stacks(MostStacks),
            ThreadPool = pool,
            Gc = gc,
            Locks = locks,
            Threads = Threads(),
            Timeline = Timeline(),
            Requests = WhatIfs.OfRequests(totals.Requests, totals.Budget.Slices, window),
            Phases = phases,
            Evidence =
            [
                .. EvidenceList.Of(judgement.Features, judgement.Ruling.Tests, gc, locks, pool, survey.HasSweeps ? ThreadStates : "eventpipe"),
                .. EvidenceList.OfUnanswered(Within(survey.Waits.Answers.Due), window.Seconds),
            ],
            Advice = AdviceBook.For(verdict, new AdviceFacts(subject, shares, window)
            {
                Files = counted,
                CountedSeconds = totals.Operations.ActiveSince is { } since ? Math.Max(0, (end - Timestamp.Max(start, since)).Seconds) : 0,
                Endpoints = endpoints,
                Locks = locks,
                Gc = gc,
                Pool = pool,
            }),
            Quality = new Quality(totals.Lost.Count, Collectors(), new Overhead(facts.ToolCpuSeconds, survey.HasSweeps ? ObserverSeconds() : null), Notes()),
        };
    }

    /// <summary>
    /// Requests from the runtime's events; connections from the probe, or from samples where it was not there. A connection that
    /// carried those requests is not listed again, and neither is the connecting of one that the probe tells of.
    /// </summary>
    private ImmutableArray<EndpointUsage> ToldEndpoints()
    {
        var requests = totals.Network.Finish(end);
        var all = totals.Operations.Active
            ? totals.Operations.Peers().Select(p => p.Usage with { Activities = survey.Slow.Activities.Of(p) })
            : FileTimes.Sockets(totals.Budget, totals.State.Resources);
        (requests, var connections) = CarriedRequests.Fold(requests, all);
        bool IsCounted(EndpointUsage request) => request.Protocol == "tcp"
            && connections.Any(c => c.Exact && (c.Host, c.Port) == (request.Host, request.Port));
        return [.. requests.Where(r => !IsCounted(r)).Concat(connections)];
    }

    /// <summary>Peers that nothing else tells of, on whose answers the process waits by the kernel's account.</summary>
    private ImmutableArray<EndpointUsage> Unanswered(ImmutableArray<EndpointUsage> told) =>
    [
        .. survey.Waits.Answers.ByEndpoint
            .Select(o => FileTimes.SocketUsage(o.Endpoint, Within(o.Spans)))
            .Where(u => u.Seconds > 0 && !told.Any(t => t.Port == u.Port && (t.Host == u.Host || t.Protocol is "http" or "https"))),
    ];

    /// <summary>How many seconds of the window some spans cover, which do not overlap.</summary>
    private double Within(IEnumerable<(Timestamp From, Timestamp To)> spans) =>
        spans.Sum(s => Math.Max(0, (Timestamp.Min(s.To, end) - Timestamp.Max(s.From, start)).Seconds));

    private ImmutableArray<CollectorStatus> Collectors() => [.. facts.Collectors.Select(c => c.Name == "probe" ? ProbeStatus.Of(c, totals.Operations, start) : c)];

    /// <summary>Processor time of the threads that serve us. The suspensions for stacks are not in it: they are not told apart.</summary>
    private double ObserverSeconds() => totals.Budget.Threads.Values.Where(t => t.Role == ThreadRole.Observer)
        .Sum(t => t.Seconds.Sum(ThreadState.CpuUser, ThreadState.CpuKernel));

    private ImmutableArray<ThreadUsage> Threads() =>
    [
        .. totals.Budget.Threads.Where(t => t.Value.Seconds.Total > 0)
            .Select(t => new ThreadUsage(
                t.Key.Value, t.Key == UnseenTime.Thread ? UnseenTime.Name : totals.State.ThreadNames.GetValueOrDefault(t.Key) ?? "", t.Value.Role.ToString(), t.Value.Seconds))
            .OrderByDescending(t => t.Seconds.Total - t.Seconds[ThreadState.Idle])
            .Take(MostThreads),
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
