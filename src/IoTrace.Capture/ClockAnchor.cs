using IoTrace.Analysis.Observations;
using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture;

/// <summary>One instant on both clocks, so that what is stamped with the monotonic one can be told in UTC.</summary>
internal readonly record struct ClockAnchor(DateTimeOffset Utc, Timestamp Monotonic)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>On a busy machine the processor can be lost between two readings; rarely so often in a row.</summary>
    private const int Readings = 5;

    /// <summary>
    /// This instant: the closest of a few readings of one clock between two of the other. Off Linux the monotonic clock is that of
    /// <paramref name="time"/>.
    /// </summary>
    public static ClockAnchor Now(TimeProvider time)
    {
        var (closest, apart) = (default(ClockAnchor), long.MaxValue);
        for (var i = 0; i < Readings; i++)
        {
            var before = Monotonically(time);
            var utc = time.GetUtcNow();
            var took = Monotonically(time) - before;
            if (took < apart)
            {
                (closest, apart) = (new ClockAnchor(utc, new Timestamp(before + (took / 2))), took);
            }
        }

        return closest;
    }

    private static long Monotonically(TimeProvider time) =>
        OperatingSystem.IsLinux() ? LibC.MonotonicNow() : time.GetTimestamp() * (NanosecondsPerSecond / time.TimestampFrequency);

    public DateTimeOffset ToUtc(Timestamp at) => Utc.AddMicroseconds((at - Monotonic).Nanoseconds / 1000.0);
}
