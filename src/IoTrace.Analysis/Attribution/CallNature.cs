namespace IoTrace.Analysis.Attribution;

/// <summary>What calls of one kind are, over the whole window.</summary>
/// <param name="CpuOfWaits">The part of their time on a CPU that is in calls that mostly wait; 0 to 1.</param>
/// <param name="OffOfWaits">The part of their time off it that is in such calls; 0 to 1.</param>
/// <param name="MemoryOfWaits">What calls that mostly wait would still cost with the data in memory, as a part of their time; 0 to 1.</param>
internal readonly record struct CallNature(double CpuOfWaits, double OffOfWaits, double MemoryOfWaits)
{
    /// <summary>Where nothing is known: all of it waits, and nothing of it would be left.</summary>
    public static CallNature Unknown { get; } = new(1, 1, 0);
}
