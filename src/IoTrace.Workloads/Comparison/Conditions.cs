namespace IoTrace.Workloads.Comparison;

/// <summary>What runs were made under. What is not known, or does not matter, is null.</summary>
/// <param name="Settings">All settings that count, defaults included, each as its option takes it; none for a command.</param>
/// <param name="FileSystem">The file system that was worked on, such as <c>ext4</c>.</param>
/// <param name="RuntimeVersion">Of .NET.</param>
/// <param name="Processors">That the process may use.</param>
/// <param name="MeasuredUtc">When the runs were over.</param>
public sealed record Conditions(
    IReadOnlyDictionary<string, string> Settings, string? FileSystem, string? RuntimeVersion, int Processors, DateTimeOffset MeasuredUtc)
{
    private const string None = "none";

    /// <summary>What differs from others, apart from the time: what it is, what it is here, and what it is there.</summary>
    public IEnumerable<(string What, string Here, string There)> Against(Conditions other)
    {
        var there = other.All().ToDictionary(c => c.What, c => c.Value);
        var here = All().ToDictionary(c => c.What, c => c.Value);
        return here.Keys.Union(there.Keys).Select(what => (what, here.GetValueOrDefault(what, None), there.GetValueOrDefault(what, None))).Where(c => c.Item2 != c.Item3);
    }

    private IEnumerable<(string What, string Value)> All() =>
    [
        .. Settings.Select(s => ($"--{s.Key}", s.Value)), ("the file system", FileSystem ?? None), (".NET", RuntimeVersion ?? None),
        ("processors", Processors.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];
}
