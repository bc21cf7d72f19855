namespace IoTrace.Accuracy.Scenarios;

/// <summary>What a program runs on, where that is what makes it what it is.</summary>
internal enum Medium
{
    /// <summary>The machine as it is.</summary>
    Plain,

    /// <summary>A disk that grants 200 cold reads a second.</summary>
    SlowReads,

    /// <summary>A disk that reads 20 MB a second.</summary>
    SlowScans,

    /// <summary>A file system of its own that grants 200 writes a second, also to the journal.</summary>
    SlowWrites,

    /// <summary>A file system of its own that takes 20 MB a second and lets writers run ahead by 4 MiB.</summary>
    SlowBulkWrites,

    /// <summary>A file system of its own with nothing of it in memory, that grants 200 reads a second, also of names and inodes.</summary>
    SlowLookups,

    /// <summary>A processor of which the program may use 30 %.</summary>
    PartOfAProcessor,
}
