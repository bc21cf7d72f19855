using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Tallies;

/// <summary>
/// Finds what was told twice: at the end of a process the probe cannot know whether its last sums still reached the session, and
/// tells them again.
/// </summary>
internal sealed class ToldAgain
{
    /// <summary>The probe repeats two flushes; older ones need not be known.</summary>
    private const int Remembered = 3;

    private readonly Dictionary<(long Sequence, ResourceKind Kind, string Name, IoOperation Operation), int> recent = [];
    private long newest = long.MinValue;

    /// <summary>Whether these sums have been taken before. One flush can tell the same operation of a file in two parts.</summary>
    public bool Has(OperationsCounted counted)
    {
        var key = (counted.Sequence, counted.Kind, counted.Name, counted.Operation);
        var times = recent.GetValueOrDefault(key);
        if (counted.AtEnd)
        {
            recent[key] = Math.Max(0, times - 1);
            return times > 0;
        }

        if (counted.Sequence > newest)
        {
            newest = counted.Sequence;
            foreach (var old in recent.Keys.Where(k => k.Sequence <= newest - Remembered).ToList())
            {
                recent.Remove(old);
            }
        }

        recent[key] = times + 1;
        return false;
    }
}
