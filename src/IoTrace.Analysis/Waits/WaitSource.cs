using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// One hypothesis of what a process waits for while none of its threads works. It has its own facts from a first reading of the recording, and
/// with them claims a look or leaves it to the sources behind it. To add one, write its class and its line in <see cref="WaitSources"/>.
/// </summary>
internal abstract class WaitSource
{
    /// <summary>A stable name.</summary>
    public abstract string Id { get; }

    /// <summary>What it could not have seen: how far "nothing to do" can be believed as far as this source is concerned.</summary>
    public virtual Coverage Coverage => Coverage.Full;

    /// <summary>Takes in an observation of the first reading.</summary>
    public virtual void Learn(Observation observation)
    {
    }

    /// <summary>The first reading is over.</summary>
    public virtual void EndLearning()
    {
    }

    /// <summary>What the process waits for by this hypothesis; null where it says nothing of the look.</summary>
    public abstract Claim? At(Instant look);
}
