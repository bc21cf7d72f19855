using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace IoTrace.Analysis.Results;

/// <summary>
/// One non-negative number for each <see cref="ThreadState"/>: seconds in a thread-time budget, fractions in a wall-clock budget.
/// </summary>
[InlineArray(Count)]
public struct StateTimes
{
    /// <summary>How many states there are.</summary>
    public const int Count = 16;

    private double element;

    /// <summary>Every state in the order in which reports list them.</summary>
    public static ImmutableArray<ThreadState> States { get; } = [.. Enum.GetValues<ThreadState>()];

    public double this[ThreadState state]
    {
        readonly get => this[(int)state];
        set => this[(int)state] = value;
    }

    /// <summary>The sum over all states.</summary>
    public readonly double Total
    {
        get
        {
            var sum = 0.0;
            foreach (var value in this)
            {
                sum += value;
            }

            return sum;
        }
    }

    /// <summary>Adds <paramref name="other"/> state by state.</summary>
    public void Add(in StateTimes other)
    {
        for (var i = 0; i < Count; i++)
        {
            this[i] += other[i];
        }
    }

    /// <summary>A copy in which every state is multiplied by <paramref name="factor"/>.</summary>
    public readonly StateTimes Scaled(double factor)
    {
        var scaled = new StateTimes();
        for (var i = 0; i < Count; i++)
        {
            scaled[i] = this[i] * factor;
        }

        return scaled;
    }

    /// <summary>Shares that sum to 1; all zero when the total is zero.</summary>
    public readonly StateTimes Normalised() => Total > 0 ? Scaled(1 / Total) : default;

    /// <summary>The sum over the given states.</summary>
    public readonly double Sum(params ReadOnlySpan<ThreadState> states)
    {
        var sum = 0.0;
        foreach (var state in states)
        {
            sum += this[state];
        }

        return sum;
    }
}
