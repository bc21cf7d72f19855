using IoTrace.Analysis.Results;
using static IoTrace.Reports.Tests.Made.Diagnoses;

namespace IoTrace.Reports.Tests.Made;

/// <summary>A foreign recording in which next to nothing was seen.</summary>
internal static class Unknown
{
    public static Diagnosis Diagnosis() => new()
    {
        Target = new TargetInfo(null, "app", null, null, null, null),
        Window = new WindowInfo(Start, 0.2, Truncated: true),
        Verdict = new Verdict(Bound.Unknown, [], 0, null, "Too little was seen: the window is 200 ms long and thread states are missing."),
        WallClock = default,
        ThreadTime = default,
        Bounds = new WhatIfBounds(null, null),
        Quality = new Quality(
            0,
            [
                new("eventpipe", "ok", null, null),
                new("procfs", "unavailable", "a .nettrace file holds no thread states", "Record with iotrace attach or iotrace launch."),
            ],
            new Overhead(null, null),
            ["This file was not recorded by iotrace."]),
    };
}
