using System.Text.Json.Nodes;

namespace IoTrace.Accuracy.Running;

/// <summary>A bound as the tool gave it.</summary>
/// <param name="Share">The share of the time that would go away, at most.</param>
/// <param name="Low">The lower end of its interval.</param>
/// <param name="High">The upper end.</param>
internal sealed record WhatIfBound(double Share, double Low, double High)
{
    /// <summary>Null where the report has none.</summary>
    public static WhatIfBound? Parse(JsonNode? bound) => bound is null
        ? null
        : new WhatIfBound(bound["wallReduction"]!.GetValue<double>(), bound["low"]!.GetValue<double>(), bound["high"]!.GetValue<double>());
}
