namespace IoTrace.Analysis.Observations;

/// <summary>A span of time in nanoseconds, the unit in which kernel and runtime both count.</summary>
public readonly record struct Duration(long Nanoseconds) : IComparable<Duration>
{
    public static Duration Zero { get; }

    public double Seconds => Nanoseconds / 1e9;

    public static Duration FromSeconds(double seconds) => new((long)(seconds * 1e9));

    public static Duration FromMilliseconds(double milliseconds) => new((long)(milliseconds * 1e6));

    public static Duration operator +(Duration a, Duration b) => new(a.Nanoseconds + b.Nanoseconds);

    public static Duration operator -(Duration a, Duration b) => new(a.Nanoseconds - b.Nanoseconds);

    public static bool operator <(Duration left, Duration right) => left.Nanoseconds < right.Nanoseconds;

    public static bool operator >(Duration left, Duration right) => left.Nanoseconds > right.Nanoseconds;

    public static bool operator <=(Duration left, Duration right) => left.Nanoseconds <= right.Nanoseconds;

    public static bool operator >=(Duration left, Duration right) => left.Nanoseconds >= right.Nanoseconds;

    public int CompareTo(Duration other) => Nanoseconds.CompareTo(other.Nanoseconds);
}
