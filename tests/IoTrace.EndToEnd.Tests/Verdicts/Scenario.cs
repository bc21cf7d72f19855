namespace IoTrace.EndToEnd.Tests.Verdicts;

/// <summary>What a program runs on, where that is what makes it what it is.</summary>
public enum Medium
{
    /// <summary>The machine as it is.</summary>
    Plain,

    /// <summary>A disk that grants 200 cold reads a second.</summary>
    SlowReads,

    /// <summary>A file system of its own that grants 200 writes a second, also to the journal.</summary>
    SlowWrites,

    /// <summary>A file system of its own that takes 20 MB a second and lets writers run ahead by 4 MiB.</summary>
    SlowBulkWrites,

    /// <summary>A processor of which it may use 30 %.</summary>
    PartOfAProcessor,

    /// <summary>A server on this machine that takes 50 ms for each answer.</summary>
    SlowPeer,
}

/// <summary>How the tool comes to the program.</summary>
public enum Way
{
    Launch,
    Attach,
}

/// <summary>A program whose verdict is known.</summary>
/// <param name="Bound">The bound that is true of it.</param>
/// <param name="Causes">The causes that are true of it: one, or several where either can be said.</param>
/// <param name="Arguments">The target program's mode and options.</param>
public sealed record Scenario(string Bound, string[] Causes, params string[] Arguments)
{
    public Medium Medium { get; init; }

    public Way Way { get; init; }

    /// <summary>Why it cannot be had on this machine; null when it can.</summary>
    public string? Unavailable => Medium switch
    {
        Medium.SlowReads => DiskThrottle.Unavailable,
        Medium.SlowWrites or Medium.SlowBulkWrites => SlowDisk.Unavailable,
        Medium.PartOfAProcessor => CpuQuota.Unavailable,
        _ => null,
    };

    /// <summary>Its name in tables and test lists.</summary>
    public string Name
    {
        get
        {
            var medium = Medium switch
            {
                Medium.Plain => "",
                Medium.SlowReads => " on slow reads",
                Medium.SlowWrites => " on slow writes",
                Medium.SlowBulkWrites => " on slow bulk writes",
                Medium.PartOfAProcessor => " on part of a processor",
                _ => " on a slow peer",
            };
            return $"{string.Join(' ', Arguments)}{medium}{(Way == Way.Attach ? ", attached" : "")}";
        }
    }
}
