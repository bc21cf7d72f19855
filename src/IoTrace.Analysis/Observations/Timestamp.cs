namespace IoTrace.Analysis.Observations;

/// <summary>An instant on the one time base of a recording: nanoseconds of CLOCK_MONOTONIC on the profiled machine.</summary>
public readonly record struct Timestamp(long Nanoseconds) : IComparable<Timestamp>
{
    public static Duration operator -(Timestamp later, Timestamp earlier) => new(later.Nanoseconds - earlier.Nanoseconds);

    public static Timestamp operator +(Timestamp at, Duration duration) => new(at.Nanoseconds + duration.Nanoseconds);

    public static bool operator <(Timestamp left, Timestamp right) => left.Nanoseconds < right.Nanoseconds;

    public static bool operator >(Timestamp left, Timestamp right) => left.Nanoseconds > right.Nanoseconds;

    public static bool operator <=(Timestamp left, Timestamp right) => left.Nanoseconds <= right.Nanoseconds;

    public static bool operator >=(Timestamp left, Timestamp right) => left.Nanoseconds >= right.Nanoseconds;

    public int CompareTo(Timestamp other) => Nanoseconds.CompareTo(other.Nanoseconds);

    public static Timestamp Max(Timestamp a, Timestamp b) => a > b ? a : b;

    public static Timestamp Min(Timestamp a, Timestamp b) => a < b ? a : b;
}
