using IoTrace.Analysis.Results;
using static IoTrace.Reports.Tests.Made.Diagnoses;

namespace IoTrace.Reports.Tests.Made;

/// <summary>An importer that downloads and parses by turns; sampled, so its files are estimates.</summary>
internal static class Mixed
{
    public static Diagnosis Diagnosis() => new()
    {
        Target = Target("Contoso.Catalog.Importer.BackgroundService"),
        Window = new WindowInfo(Start, 29.97, Truncated: true),
        Verdict = new Verdict(
            Bound.Mixed, [Cause.Network, Cause.CpuUser], 0.71, new RunnerUp(Bound.Io, Cause.FileRead, 0.113),
            "44 % of the active time waits for api.contoso.example and 37 % parses what came from it in CatalogParser.Parse."),
        CauseShares = [new(Cause.Network, 0.44), new(Cause.CpuUser, 0.37), new(Cause.Gc, 0.08), new(Cause.CpuContention, 0.06), new(Cause.FileWrite, 0.05)],
        WallClock = Times(
            (ThreadState.Network, 0.44), (ThreadState.CpuUser, 0.37), (ThreadState.FileRead, 0.113), (ThreadState.Gc, 0.031),
            (ThreadState.CpuKernel, 0.022), (ThreadState.Runnable, 0.013), (ThreadState.Idle, 0.0108), (ThreadState.Unknown, 0.0002)),
        ThreadTime = Times(
            (ThreadState.Network, 105.2), (ThreadState.CpuUser, 11.3), (ThreadState.FileRead, 3.39), (ThreadState.Gc, 1.2),
            (ThreadState.CpuKernel, 0.66), (ThreadState.Runnable, 0.39), (ThreadState.Idle, 0.32), (ThreadState.Unknown, 0.006)),
        Bounds = new WhatIfBounds(new WhatIf(0.56, 0.49, 0.63), new WhatIf(0.19, 0.15, 0.24)),
        Files =
        [
            new FileUsage("/var/lib/contoso/catalog/cache/segments/0000000000000000000000000000000000000042/part-00017.parquet", false, 2.9, 2.41, 3.44, 0.86, Times((ThreadState.FileRead, 2.9)), [], []),
            new FileUsage("pipe:[48211]", false, 0.4, 0.22, 0.71, 0.12, Times((ThreadState.Pipe, 0.4)), [], []),
            new FileUsage("/tmp/x", true, 0.07, null, null, 0.02, Times((ThreadState.FileRead, 0.07)), [new OperationUsage("read", 7, 0, 734003200, 0.07, 0.01, 0.01, 0.012, 0.012)], []),
        ],
        Endpoints =
        [
            new EndpointUsage("api.contoso.example", 443, "https", 2104, 3, 105.2, 0.0502, 0.071, 0.213, 1.9, true),
            new EndpointUsage("api.contoso.example", null, "dns", 4, 0, 0.0121, 0.0004, 0.011, 0.011, 0.011, true),
            new EndpointUsage("2001:db8::17", 5432, "tcp", 24, 0, 1.2, 0.05, 0.05, 0.05, 0.05, true) { Activities = [new ActivityUsage("Contoso.Catalog.Importer.Pipeline.SegmentStage.StoreTheSegmentAndEverythingThatDependsOnIt", 1, 0.9)] },
        ],
        CallSites =
        [
            Site(ThreadState.Network, 105.2, "Contoso.Catalog.Importer.Http.CatalogClient.<DownloadSegmentAsync>d__7.MoveNext()", "Contoso.Catalog.Importer.Pipeline.SegmentStage`2[System.Int32,System.__Canon].RunAsync(Channel<Segment>, CancellationToken)"),
            Site(ThreadState.CpuUser, 9.8, "Contoso.Catalog.Importer.Parsing.CatalogParser.Parse(ReadOnlySequence<Byte>, JsonReaderOptions, IDictionary<String, CatalogEntry>)"),
            Site(ThreadState.Idle, 0.32, "Program.Main()"),
        ],
        Stacks = [Site(ThreadState.Network, 105.2, "Main", "Download"), Site(ThreadState.CpuUser, 9.8, "Main", "Parse")],
        ThreadPool = new ThreadPoolUsage(17, 2, 1, 1203, 98231),
        Requests = new RequestUsage(1811, 4, 0.0381, 0.033, 0.061, 0.213, 1.9, new WhatIf(0.61, 0.55, 0.66), new WhatIf(0.14, 0.11, 0.17)),
        Gc = new GcUsage(0.93, 1204, 1100, 100, 4, 0.062, 48.2e9),
        Locks = new LockUsage(0.0212, 1, [new LockWait("Contoso.Catalog.Importer.Cache.Add(Int32)", 1, 0.0212, ["Contoso.Catalog.Importer.Cache.Add(Int32)"])
        {
            HeldOver = Times((ThreadState.FileRead, 0.02)),
        }]),
        Timeline = Timeline(29.97, 7, i => i % 2 == 0 ? Times((ThreadState.Network, 1)) : Times((ThreadState.CpuUser, 0.6), (ThreadState.Idle, 0.4))),
        Evidence =
        [
            new Evidence("io-wait-share", 0.553, "fraction", 0.35, Bound.Io, "procfs", "55 % waits for input or output."),
            new Evidence("cpu-share", 0.42, "fraction", 0.35, Bound.Cpu, "procfs", "42 % is spent on a processor."),
            new Evidence("starvation", 2, "count", 1, Bound.Neither, "eventpipe", "The pool added a worker twice because its queue did not move."),
        ],
        Advice = [new Advice("overlap", "Download the next segment while parsing this one", "# Overlap\n\n1. Put a bounded `Channel<Segment>` between both.\n2. Start with two readers.\n\n```\nvar segments = Channel.CreateBounded<Segment>(4);\n```\n\nThe bound above says what this can gain.")],
        Quality = new Quality(
            1204,
            [
                new("eventpipe", "degraded", "1,204 events were dropped", "Raise --buffer, or attach for a shorter time."),
                new("stacks", "ok", null, null), new("procfs", "ok", null, null),
                new("probe", "unavailable", "The target runs .NET 7; the probe needs .NET 8 or later", "Upgrade the target; files are estimates until then."),
            ],
            new Overhead(1.1, 0.4),
            ["Attached 12 s after the process began; what it did before is not known."]),
    };
}
