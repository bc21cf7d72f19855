using System.Runtime.CompilerServices;

namespace IoTrace.Analysis.Timeline;

/// <summary>Parts of the shares of a stretch of wall clock that are not known for certain, by state and reliability.</summary>
[InlineArray(Count)]
internal struct Doubts
{
    private const int Count = 8;

    private float element;

    /// <summary>The parts that can be in doubt: waits that no thread may show.</summary>
    public static IReadOnlyList<(ThreadState State, Reliability Reliability)> Parts { get; } =
    [
        (ThreadState.Network, Reliability.Inferred), (ThreadState.Network, Reliability.Guessed),
        (ThreadState.Pipe, Reliability.Inferred), (ThreadState.Pipe, Reliability.Guessed),
        (ThreadState.Sleep, Reliability.Inferred), (ThreadState.Sleep, Reliability.Guessed),
        (ThreadState.Idle, Reliability.Inferred), (ThreadState.Idle, Reliability.Guessed),
    ];

    /// <summary>Adds a claim; one that is certain is no doubt.</summary>
    public void Add(in Claim claim, double share)
    {
        for (var i = 0; i < Count; i++)
        {
            if (Parts[i] == (claim.State, claim.Reliability))
            {
                this[i] += (float)share;
            }
        }
    }

    /// <summary>Adds those of another stretch, times a factor.</summary>
    public void Add(in Doubts other, double factor)
    {
        for (var i = 0; i < Count; i++)
        {
            this[i] += (float)(other[i] * factor);
        }
    }

    /// <summary>The part of a state that is known this well.</summary>
    public readonly double Of(ThreadState state, Reliability reliability)
    {
        for (var i = 0; i < Count; i++)
        {
            if (Parts[i] == (state, reliability))
            {
                return this[i];
            }
        }

        return 0;
    }

    /// <summary>All of a state that is in doubt.</summary>
    public readonly double Of(ThreadState state) => Of(state, Reliability.Inferred) + Of(state, Reliability.Guessed);

    /// <summary>A copy in which the parts of each state are multiplied by that state's factor.</summary>
    public readonly Doubts Scaled(Func<ThreadState, double> factor)
    {
        var scaled = new Doubts();
        for (var i = 0; i < Count; i++)
        {
            scaled[i] = (float)(this[i] * factor(Parts[i].State));
        }

        return scaled;
    }
}
