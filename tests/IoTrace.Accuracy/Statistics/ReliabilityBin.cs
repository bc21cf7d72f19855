namespace IoTrace.Accuracy.Statistics;

/// <summary>How often verdicts of a confidence are right.</summary>
/// <param name="From">The least confidence in the bin.</param>
/// <param name="To">The confidence that belongs to the next bin; 1 belongs to the last.</param>
/// <param name="MeanConfidence">What the tool promised on average; not a number in an empty bin.</param>
internal sealed record ReliabilityBin(double From, double To, double MeanConfidence, Proportion Right);
