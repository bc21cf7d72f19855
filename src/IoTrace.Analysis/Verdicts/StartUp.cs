using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Verdicts;

/// <summary>
/// Where the start-up of a launched program ends: the runtime's own, the loading of the probe, and the compiling of what the program begins
/// with. A short launch is judged by what it does after it.
/// </summary>
internal static class StartUp
{
    /// <summary>
    /// A slice in which the program compiles for more of the time than this still belongs to the start-up. Chosen: programs that run for long compile
    /// for less than a hundredth, and their first tenths of a second for a third and more.
    /// </summary>
    private const double Compiles = 0.15;

    /// <summary>What is left of the window has to be as long as this share of it, or the start-up is what the program does.</summary>
    private const double WorthJudging = 0.2;

    /// <summary>How many slices from the window's beginning on are start-up; none where the program was there before.</summary>
    /// <param name="fromBirth">Whether the program was seen from its beginning.</param>
    /// <param name="probeAt">When the probe said that it is at work, right before the program's own code begins; null without it.</param>
    public static int Of(IReadOnlyList<TimeSlice> slices, bool fromBirth, Timestamp? probeAt)
    {
        if (!fromBirth)
        {
            return 0;
        }

        var count = 0;
        while (count < slices.Count && (slices[count].Start < probeAt || slices[count].WallClock[ThreadState.Jit] > Compiles))
        {
            count++;
        }

        var rest = slices.Skip(count).Sum(s => s.Seconds);
        return rest >= Judge.TooBrief && rest >= WorthJudging * slices.Sum(s => s.Seconds) ? count : 0;
    }
}
