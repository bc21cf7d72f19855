namespace IoTrace.Workloads;

/// <summary>The settings that were given; all others stay as the workload has them.</summary>
public sealed record SettingsPatch
{
    public const int LargestBuffer = 1 << 30;
    public const int LargestConcurrency = 1024;
    public const long LargestSize = 1L << 44;

    public long? Size { get; init; }

    public int? Buffer { get; init; }

    public int? Concurrency { get; init; }

    public CacheState? Cache { get; init; }

    public Durability? Durability { get; init; }

    public int? Seed { get; init; }

    public TimeSpan? Duration { get; init; }

    public TimeSpan? Cpu { get; init; }

    public TimeSpan? Io { get; init; }

    public double? Delay { get; init; }

    /// <summary>The dials that were turned.</summary>
    public Dials Turned =>
        (Size is null ? 0 : Dials.Size) | (Buffer is null ? 0 : Dials.Buffer) | (Concurrency is null ? 0 : Dials.Concurrency)
        | (Cache is null ? 0 : Dials.Cache) | (Durability is null ? 0 : Dials.Durability) | (Cpu is null ? 0 : Dials.Cpu) | (Io is null ? 0 : Dials.Io);

    /// <summary>The settings with these on top.</summary>
    public WorkloadSettings Apply(WorkloadSettings settings) => settings with
    {
        Size = Size ?? settings.Size,
        Buffer = Buffer ?? settings.Buffer,
        Concurrency = Concurrency ?? settings.Concurrency,
        Cache = Cache ?? settings.Cache,
        Durability = Durability ?? settings.Durability,
        Seed = Seed ?? settings.Seed,
        Duration = Duration ?? settings.Duration,
        Cpu = Cpu ?? settings.Cpu,
        Io = Io ?? settings.Io,
        Delay = Delay ?? settings.Delay,
    };

    /// <summary>Sets one by its name on the command line.</summary>
    /// <exception cref="WorkloadException">There is no such setting, or the value is none for it.</exception>
    public SettingsPatch With(string name, string value) => name switch
    {
        "size" => this with { Size = Units.Size(name, value, LargestSize) },
        "buffer" => this with { Buffer = (int)Units.Size(name, value, LargestBuffer) },
        "concurrency" => this with { Concurrency = Units.Number(name, value, 1, LargestConcurrency) },
        "cache" => this with { Cache = Units.OneOf<CacheState>(name, value) },
        "durability" => this with { Durability = Units.OneOf<Durability>(name, value) },
        "seed" => this with { Seed = Units.Number(name, value, 0, int.MaxValue) },
        "duration" => this with { Duration = Units.Time(name, value) },
        "cpu" => this with { Cpu = Units.Time(name, value) },
        "io" => this with { Io = Units.Time(name, value) },
        "delay" => this with { Delay = Units.Share(name, value) },
        _ => throw Errors.UnknownSetting(name),
    };

    /// <summary>Reads <c>buffer=4KiB,cache=cold</c>.</summary>
    /// <exception cref="WorkloadException">An entry is not name=value, or not known.</exception>
    public SettingsPatch With(string list)
    {
        var patch = this;
        foreach (var entry in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = entry.Split('=', 2);
            patch = parts.Length == 2 ? patch.With(parts[0], parts[1]) : throw Errors.NotASetting(entry);
        }

        return patch;
    }
}
