using Cocona;

using IoTrace.Capture;
using IoTrace.Workloads;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>The settings that workloads share.</summary>
[HelpGroup("Workload settings:")]
internal sealed class WorkloadSettingParameters : ICommandParameterSet
{
    private const string DurationName = "duration";
    private const string SeedName = "seed";

    [Option(DurationName, ['d'], ValueName = "TIME", Description = "How long to run (default 5s; in a comparison 1s for each run). A pass that has begun is finished.")]
    [HasDefaultValue]
    public string? Duration { get; set; }

    [Option("directory", ValueName = "FOLDER", Description = "Where to work (default: /var/tmp). All files are removed afterwards.")]
    [HasDefaultValue]
    public string? Directory { get; set; }

    [Option("size", ValueName = "BYTES", Description = "Bytes of data, such as 256MiB.")]
    [HasDefaultValue]
    public string? Size { get; set; }

    [Option("buffer", ValueName = "BYTES", Description = "Bytes an operation, such as 128KiB.")]
    [HasDefaultValue]
    public string? Buffer { get; set; }

    [Option("concurrency", ValueName = "N", Description = "Threads, blocks or requests in flight.")]
    [HasDefaultValue]
    public string? Concurrency { get; set; }

    [Option("cache", ValueName = "warm|cold", Description = "Whether the data are in the page cache; cold needs no root.")]
    [HasDefaultValue]
    public string? Cache { get; set; }

    [Option("durability", ValueName = "none|end|each", Description = "When written data are made durable: never, once at the end, after each write.")]
    [HasDefaultValue]
    public string? Durability { get; set; }

    [Option(SeedName, ValueName = "N", Description = "The same seed gives the same data in the same order.")]
    [HasDefaultValue]
    public string? Seed { get; set; }

    [Option("cpu", ValueName = "TIME", Description = "Computing time a unit of `mix`.")]
    [HasDefaultValue]
    public string? Cpu { get; set; }

    [Option("io", ValueName = "TIME", Description = "I/O time a unit of `mix`, or the time a server takes to answer.")]
    [HasDefaultValue]
    public string? Io { get; set; }

    [Option("delay", ValueName = "PERCENT", Description = "Waste this share of each pass on top: a difference of a known size.")]
    [HasDefaultValue]
    public string? Delay { get; set; }

    private IEnumerable<(string Name, string? Value)> Settings =>
    [
        ("size", Size), ("buffer", Buffer), ("concurrency", Concurrency), ("cache", Cache), ("durability", Durability), (SeedName, Seed),
        ("cpu", Cpu), ("io", Io), ("delay", Delay), (DurationName, Duration),
    ];

    /// <exception cref="WorkloadException">A value is not valid.</exception>
    public SettingsPatch ToPatch() => Settings.Where(s => s.Value is not null).Aggregate(new SettingsPatch(), (patch, s) => patch.With(s.Name, s.Value!));

    /// <summary>Settings of workloads mean nothing where none is run. The seed does: it shuffles the turns.</summary>
    /// <exception cref="IoTraceException">One was given.</exception>
    public void RefuseAll()
    {
        var given = Settings.Append(("directory", Directory)).FirstOrDefault(s => s.Item1 != SeedName && s.Item2 is not null).Item1;
        if (given is not null)
            throw new IoTraceException(Messages.NoWorkloadForSetting($"--{given}"), ExitCode.Usage);
    }
}
