using System.Text.Json;

namespace IoTrace.Accuracy.Trials;

/// <summary>The trials so far, a JSON object a line, so that a suite that was stopped can go on.</summary>
internal sealed class TrialFile
{
    private readonly string _path;
    private readonly Dictionary<TrialKey, Trial> _trials = [];

    public TrialFile(string path)
    {
        _path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!File.Exists(path)) return;
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            var trial = JsonSerializer.Deserialize(line, TrialJson.Default.Trial)!;
            _trials[trial.Key] = trial;
        }
    }

    /// <summary>The last trial of each key, failed ones included.</summary>
    public IReadOnlyList<Trial> All => [.. _trials.Values];

    /// <summary>Whether there is a verdict. A run that failed is made again.</summary>
    public bool Has(TrialKey key) => _trials.TryGetValue(key, out var trial) && trial.Error is null;

    public void Add(Trial trial)
    {
        _trials[trial.Key] = trial;
        File.AppendAllText(_path, $"{JsonSerializer.Serialize(trial, TrialJson.Default.Trial)}\n");
    }
}
