using IoTrace.Analysis.Results;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Verdicts;

/// <summary>
/// What the replicates would be if what is not known for certain is wrong. A hypothesis is right or wrong in a whole recording, so each is drawn once a
/// replicate: a wait that is none is idling, and idling that is none is a wait for an answer.
/// </summary>
internal static class Doubt
{
    /// <summary>How often what is inferred is right.</summary>
    public const double Inferred = 0.85;

    /// <summary>How often a guess is right.</summary>
    public const double Guessed = 0.68;

    /// <param name="replicates">Shares of the wall clock that sum to 1.</param>
    /// <param name="wall">The shares as measured.</param>
    /// <param name="doubts">The parts of these that are in doubt.</param>
    public static IReadOnlyList<StateTimes> Draw(IReadOnlyList<StateTimes> replicates, StateTimes wall, Doubts doubts)
    {
        // Seeded: the same recording gives the same answer.
        var random = new Random(20_1129);
        return [.. replicates.Select(r => Draw(r, wall, doubts, random))];
    }

    private static StateTimes Draw(StateTimes replicate, in StateTimes wall, in Doubts doubts, Random random)
    {
        var drawn = replicate;
        foreach (var (state, reliability) in Doubts.Parts)
        {
            var isWrong = random.NextDouble() > (reliability == Reliability.Inferred ? Inferred : Guessed);
            var part = wall[state] > 0 ? Math.Min(1, doubts.Of(state, reliability) / wall[state]) * replicate[state] : 0;
            if (isWrong && part > 0)
            {
                drawn[state] -= part;
                drawn[state == ThreadState.Idle ? ThreadState.Network : ThreadState.Idle] += part;
            }
        }

        return drawn;
    }
}
