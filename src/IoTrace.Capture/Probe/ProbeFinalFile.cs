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
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iotrace-");

    public ProbeFinalFile()
    {
        Path = System.IO.Path.Combine(_folder.FullName, "final");
        File.WriteAllBytes(Path, []);
    }

    /// <summary>For <see cref="ProbeOptions.FinalFile"/>.</summary>
    public string Path { get; }

    /// <summary>The events of the target's end; none when it was killed, or has not ended.</summary>
    public IReadOnlyList<ProbeEvent> Read()
    {
        try
        {
            return [.. File.ReadLines(Path).Select(Parse).OfType<ProbeEvent>()];
        }
        catch (IOException)
        {
            return [];
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder.FullName))
            _folder.Delete(recursive: true);
    }

    private static ProbeEvent? Parse(string line)
    {
        var fields = line.Split('\t');
        return ProbeEventReader.TryRead(fields[0], new Fields(fields));
    }

    private sealed class Fields(string[] fields) : IProbePayload
    {
        public long Long(int index) => long.Parse(fields[index + 1], CultureInfo.InvariantCulture);

        public int Int(int index) => int.Parse(fields[index + 1], CultureInfo.InvariantCulture);

        public string Text(int index) => Encoding.Unicode.GetString(Convert.FromBase64String(fields[index + 1]));
    }
}
