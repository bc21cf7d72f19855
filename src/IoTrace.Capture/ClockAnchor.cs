using IoTrace.Analysis.Observations;
using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture;

/// <summary>One instant on both clocks, so that what is stamped with the monotonic one can be told in UTC.</summary>
internal readonly record struct ClockAnchor(DateTimeOffset Utc, Timestamp Monotonic)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>This instant. Off Linux the monotonic clock is that of <paramref name="time"/>.</summary>
    public static ClockAnchor Now(TimeProvider time) => new(
        time.GetUtcNow(),
        new Timestamp(OperatingSystem.IsLinux() ? LibC.MonotonicNow() : time.GetTimestamp() * (NanosecondsPerSecond / time.TimestampFrequency)));

    public DateTimeOffset ToUtc(Timestamp at) => Utc.AddMicroseconds((at - Monotonic).Nanoseconds / 1000.0);
}
