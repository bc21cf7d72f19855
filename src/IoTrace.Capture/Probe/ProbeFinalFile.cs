using System.Globalization;
using System.Text;

namespace IoTrace.Capture.Probe;

/// <summary>
/// Receives the last deltas of a target that ends by itself: the runtime closes the session before the probe could write
/// them to it. Made before the session, read after the stream has ended, and deleted before a session is stopped in a target
/// that goes on.
/// </summary>
public sealed class ProbeFinalFile : IDisposable
{
    /// <summary>Characters of a line: twice what the longest path and a histogram with every bucket take.</summary>
    private const int LongestLine = 1 << 16;

    /// <summary>Far more than a probe has files and operations to tell of.</summary>
    private const int MostLines = 1 << 20;

    /// <summary>A line has an event's name and its fields; no event has more.</summary>
    private const int MostFields = 32;

    public ProbeFinalFile(string path)
    {
        Path = path;
        File.WriteAllBytes(path, []);
    }

    /// <summary>For <see cref="ProbeOptions.FinalFile"/>.</summary>
    public string Path { get; }

    /// <summary>The events of the target's end; none when it was killed, or has not ended.</summary>
    public static IEnumerable<ProbeEvent> Read(TextReader reader)
    {
        var lines = new BoundedLines(reader, LongestLine);
        for (var count = 0; count < MostLines && lines.Next() is { } line; count++)
        {
            if (Parse(line) is { } told)
            {
                yield return told;
            }
        }
    }

    /// <summary>Takes it away, before a session is stopped in a target that goes on.</summary>
    public void Dispose() => File.Delete(Path);

    private static ProbeEvent? Parse(string line)
    {
        var fields = line.Split('\t', MostFields);
        return ProbeEventReader.TryRead(fields[0], new Fields(fields));
    }

    private sealed class Fields(string[] fields) : IProbePayload
    {
        public int Count => fields.Length - 1;

        public long Long(int index) => long.Parse(fields[index + 1], CultureInfo.InvariantCulture);

        public int Int(int index) => int.Parse(fields[index + 1], CultureInfo.InvariantCulture);

        public string Text(int index) => Encoding.Unicode.GetString(Convert.FromBase64String(fields[index + 1]));
    }
}
