using Xunit;

namespace IoTrace.Testing;

/// <summary>A fact that needs <see cref="DiskThrottle"/>; skipped with the reason where a probe of it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DiskThrottleFactAttribute : FactAttribute
{
    public DiskThrottleFactAttribute() => Skip = DiskThrottle.Unavailable;
}

/// <summary>A theory that needs <see cref="DiskThrottle"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DiskThrottleTheoryAttribute : SkippableTheoryAttribute
{
    public DiskThrottleTheoryAttribute() => Skip = DiskThrottle.Unavailable;
}

/// <summary>A fact that needs <see cref="SlowDisk"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlowDiskFactAttribute : FactAttribute
{
    public SlowDiskFactAttribute() => Skip = SlowDisk.Unavailable;
}

/// <summary>A theory that needs <see cref="SlowDisk"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlowDiskTheoryAttribute : SkippableTheoryAttribute
{
    public SlowDiskTheoryAttribute() => Skip = SlowDisk.Unavailable;
}

/// <summary>A fact that needs <see cref="CpuQuota"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CpuQuotaFactAttribute : FactAttribute
{
    public CpuQuotaFactAttribute() => Skip = CpuQuota.Unavailable;
}

/// <summary>A theory that needs <see cref="CpuQuota"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CpuQuotaTheoryAttribute : SkippableTheoryAttribute
{
    public CpuQuotaTheoryAttribute() => Skip = CpuQuota.Unavailable;
}

/// <summary>A fact that needs to trace a process with strace.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> _unavailable = new(() => Probe.Command("strace", "-o", "/dev/null", "true"));

    public StraceFactAttribute() => Skip = _unavailable.Value;
}

/// <summary>A theory that needs to trace a process with strace.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceTheoryAttribute : TheoryAttribute
{
    public StraceTheoryAttribute() => Skip = new StraceFactAttribute().Skip;
}

/// <summary>A fact that needs to be root, to act for other users for instance.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute() => Skip = Environment.IsPrivilegedProcess ? null : "needs root";
}

/// <summary>A fact that needs <see cref="DotNetTrace"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DotNetTraceFactAttribute : FactAttribute
{
    public DotNetTraceFactAttribute() => Skip = DotNetTrace.Unavailable;
}

/// <summary>A fact that needs <see cref="Namespaces"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NamespacesFactAttribute : FactAttribute
{
    public NamespacesFactAttribute() => Skip = Namespaces.Unavailable;
}

/// <summary>A theory that needs <see cref="Namespaces"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NamespacesTheoryAttribute : SkippableTheoryAttribute
{
    public NamespacesTheoryAttribute() => Skip = Namespaces.Unavailable;
}
