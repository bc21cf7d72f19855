namespace IoTrace.Workloads.Tests;

/// <summary>A theory that needs <see cref="SmallDisk"/>; skipped with the reason where a probe of it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskTheoryAttribute : TheoryAttribute
{
    public SmallDiskTheoryAttribute() => Skip = SmallDisk.Unavailable;
}
