using IoTrace.Accuracy.Records;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Scenarios;

namespace IoTrace.Accuracy.Reporting;

/// <summary>A bound, and what makes it come true.</summary>
/// <param name="Title">What it says, and how that was made true.</param>
/// <param name="Lever">The lever that makes it true.</param>
/// <param name="OfWindow">The bound on the window.</param>
/// <param name="OfRequest">The bound on a request, which servers are held to: they wait for clients for most of any window.</param>
internal sealed record BoundProof(string Title, Lever Lever, Func<Verdict, WhatIfBound?> OfWindow, Func<Verdict, WhatIfBound?> OfRequest)
{
    public WhatIfBound? Bound(Scenario scenario, RunRecord run) => (scenario.Load is null ? OfWindow : OfRequest)(run.Verdict!);

    /// <summary>The seconds that the bound is a share of: the window, or what the client waited for its requests.</summary>
    public static double Whole(Scenario scenario, RunRecord run) => scenario.Load is null ? run.Verdict!.Window : run.Time!.TotalSeconds;
}
