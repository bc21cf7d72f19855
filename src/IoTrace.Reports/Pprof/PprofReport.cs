using System.IO.Compression;
using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;
using IoTrace.Reports.Speedscope;

namespace IoTrace.Reports.Pprof;

/// <summary>
/// Thread time by stack as a gzipped pprof profile (github.com/google/pprof, proto/profile.proto): for pprof, Grafana, Pyroscope and
/// Parca. Each sample has the label <c>state</c>, by which <c>pprof -tagfocus</c> and <c>-tagroot</c> divide it.
/// </summary>
public static class PprofReport
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Writes the profile; <paramref name="output"/> is left open.</summary>
    public static void Write(Diagnosis diagnosis, Stream output)
    {
        using var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);
        Profile(diagnosis).CopyTo(gzip);
    }

    private static ProtoWriter Profile(Diagnosis diagnosis)
    {
        var (strings, frames, profile) = (new StringTable(), new FrameTable(), new ProtoWriter());
        profile.Message(Field.SampleType, ValueType(strings));
        foreach (var stack in diagnosis.Stacks.Where(stack => double.IsFinite(stack.Seconds) && stack.Seconds > 0))
            profile.Message(Field.Sample, Sample(stack, strings, frames));

        // A function and a location a frame, with the same id; ids begin at 1.
        for (var i = 0; i < frames.Names.Count; i++)
        {
            profile.Message(Field.Location, Location(i + 1));
            profile.Message(Field.Function, Function(i + 1, strings.Index(frames.Names[i])));
        }

        profile.Number(Field.TimeNanos, (diagnosis.Window.StartUtc.UtcDateTime - DateTime.UnixEpoch).Ticks * 100);
        profile.Number(Field.DurationNanos, Nanoseconds(diagnosis.Window.DurationSeconds));
        profile.Numbers(Field.Comment, [strings.Index(Wording.Subject(diagnosis)), strings.Index(diagnosis.Verdict.Summary)]);
        foreach (var text in strings.Strings)
            profile.Text(Field.StringTable, text);
        return profile;
    }

    private static ProtoWriter ValueType(StringTable strings)
    {
        var type = new ProtoWriter();
        type.Number(1, strings.Index("time"));
        type.Number(2, strings.Index("nanoseconds"));
        return type;
    }

    private static ProtoWriter Sample(CallSite stack, StringTable strings, FrameTable frames)
    {
        var label = new ProtoWriter();
        label.Number(1, strings.Index("state"));
        label.Number(2, strings.Index(stack.State.Key()));

        var sample = new ProtoWriter();
        sample.Numbers(1, frames.Indices(stack).Reverse().Select(index => (long)index + 1));
        sample.Numbers(2, [Nanoseconds(stack.Seconds)]);
        sample.Message(3, label);
        return sample;
    }

    private static ProtoWriter Location(int id)
    {
        var line = new ProtoWriter();
        line.Number(1, id);

        var location = new ProtoWriter();
        location.Number(1, id);
        location.Message(4, line);
        return location;
    }

    private static ProtoWriter Function(int id, int name)
    {
        var function = new ProtoWriter();
        function.Number(1, id);
        function.Number(2, name);
        function.Number(3, name);
        return function;
    }

    private static long Nanoseconds(double seconds) => double.IsFinite(seconds) ? (long)Math.Clamp(seconds * NanosecondsPerSecond, 0, long.MaxValue / 2) : 0;

    /// <summary>Field numbers of the message <c>Profile</c>.</summary>
    private static class Field
    {
        public const int SampleType = 1;
        public const int Sample = 2;
        public const int Location = 4;
        public const int Function = 5;
        public const int StringTable = 6;
        public const int TimeNanos = 9;
        public const int DurationNanos = 10;
        public const int Comment = 13;
    }
}
