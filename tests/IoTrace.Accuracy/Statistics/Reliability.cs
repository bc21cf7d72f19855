namespace IoTrace.Accuracy.Statistics;

/// <summary>The reliability table: promised against kept.</summary>
internal static class Reliability
{
    private static readonly double[] _edges = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1];

    public static IReadOnlyList<ReliabilityBin> Bins(IReadOnlyCollection<(double Confidence, bool IsRight)> verdicts) =>
        [.. _edges.Zip(_edges.Skip(1)).Select(bin =>
        {
            var within = verdicts.Where(v => v.Confidence >= bin.First && (v.Confidence < bin.Second || bin.Second >= 1)).ToList();
            return new ReliabilityBin(
                bin.First,
                bin.Second,
                within.Count == 0 ? double.NaN : within.Average(v => v.Confidence),
                new Proportion(within.Count(v => v.IsRight), within.Count));
        })];
}
