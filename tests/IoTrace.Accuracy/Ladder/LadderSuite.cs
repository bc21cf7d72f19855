using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Trials;

namespace IoTrace.Accuracy.Ladder;

/// <summary>The same programs on storage of ever more latency, where the truth is what memory instead of the storage would save.</summary>
internal static class LadderSuite
{
    public const string Name = "ladder";

    public static IReadOnlyList<Way> Ways { get; } = [Way.LaunchProbe, Way.Attach, Way.AttachProbe];

    /// <exception cref="ArgumentException">It cannot be had here, or no such program is known.</exception>
    public static IReadOnlyList<TrialSetting> Settings(Options options)
    {
        if (SlowFileSystem.Unavailable is { } reason) throw new ArgumentException($"the ladder {reason}");
        LadderFolder.RemoveLeftBehind();
        var all = ToolRunner.Run(Programs.Storage, "names").Lines;
        var unknown = options.Only.FirstOrDefault(p => !all.Contains(p));
        if (unknown is not null) throw new ArgumentException($"'{unknown}' is no program of the ladder; there are {string.Join(", ", all)}");
        return
        [
            .. from rung in options.Rungs
               from program in options.Only.Count == 0 ? all : options.Only
               select new TrialSetting(program, $"{rung}", rung.Microseconds, async () => await LadderStage.BuildAsync(program, rung)),
        ];
    }
}
