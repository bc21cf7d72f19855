using System.Text.Json;

namespace IoTrace.Accuracy.Records;

/// <summary>The runs so far, a JSON object a line, so that a suite that was stopped goes on where it was.</summary>
internal sealed class RecordFile
{
    private readonly string _path;
    private readonly Lock _writing = new();
    private readonly Dictionary<RunKey, RunRecord> _runs = [];

    /// <summary>Opens the file, which need not exist. A last line that was cut off is left out.</summary>
    public RecordFile(string path)
    {
        _path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!File.Exists(path)) return;
        foreach (var line in File.ReadLines(path))
        {
            try
            {
                if (JsonSerializer.Deserialize(line, RecordJson.Default.RunRecord) is { } run) _runs[run.Key] = run;
            }
            catch (JsonException)
            {
                // The suite was killed in the middle of a line.
            }
        }
    }

    /// <summary>The last run of each key, failed ones included.</summary>
    public IReadOnlyList<RunRecord> Runs
    {
        get
        {
            lock (_writing) return [.. _runs.Values];
        }
    }

    /// <summary>Whether there is a result. One that failed is tried again.</summary>
    public bool Has(RunKey key)
    {
        lock (_writing) return _runs.TryGetValue(key, out var run) && !run.Failed;
    }

    public void Add(RunRecord run)
    {
        lock (_writing)
        {
            _runs[run.Key] = run;
            // A line break first, should the last line have been cut off.
            var start = File.Exists(_path) && !EndsInNewLine() ? "\n" : "";
            File.AppendAllText(_path, $"{start}{JsonSerializer.Serialize(run, RecordJson.Default.RunRecord)}\n");
        }
    }

    private bool EndsInNewLine()
    {
        using var file = File.OpenRead(_path);
        if (file.Length == 0) return true;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
