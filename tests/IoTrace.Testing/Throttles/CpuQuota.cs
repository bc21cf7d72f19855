using System.Globalization;

namespace IoTrace.Testing;

/// <summary>Gives the processes in the group a part of one processor, or more than one, and no more.</summary>
public sealed class CpuQuota : ControlGroup
{
    /// <summary>The kernel's own choice: a program is held back for long stretches at a time, as in a container.</summary>
    private const long UsualPeriod = 100_000;

    /// <summary>In microseconds; short enough for a program not to notice when it is held back, only that it is slower.</summary>
    private const long ShortPeriod = 4_000;

    private static readonly Lazy<string?> _unavailable = new(Probe);

    private CpuQuota(CgroupMount mount, double processors, long period)
        : base(mount)
    {
        var quota = ((long)(processors * period)).ToString(CultureInfo.InvariantCulture);
        try
        {
            if (Version == 2) Write("cpu.max", $"{quota} {period}");
            else
            {
                Write("cpu.cfs_period_us", period.ToString(CultureInfo.InvariantCulture));
                Write("cpu.cfs_quota_us", quota);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Why quotas cannot be set here; null when they can.</summary>
    public static string? Unavailable => _unavailable.Value;

    /// <summary>How many periods ended with processes held back so far.</summary>
    public long ThrottledPeriods => Read("cpu.stat").Split('\n')
        .Where(line => line.StartsWith("nr_throttled ", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture))
        .FirstOrDefault();

    /// <summary>Makes a group that may use so many processors, 0.3 for instance.</summary>
    /// <exception cref="InvalidOperationException">There is no controller.</exception>
    public static CpuQuota Of(double processors) => new(Mount, processors, UsualPeriod);

    /// <summary>
    /// Makes a group for a program that would use so many processors, in which they work at half their speed. Work that comes
    /// in pieces of less than 2 ms, with waits as long between them, is not slowed.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no controller.</exception>
    public static CpuQuota AtHalfSpeed(double processors) => new(Mount, processors / 2, ShortPeriod);

    private static CgroupMount Mount =>
        CgroupMount.Find("cpu", "cpu") ?? throw new InvalidOperationException("no control group limits processors here");

    private static string? Probe()
    {
        try
        {
            using var quota = Of(1);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return $"a CPU quota cannot be set: {e.Message}";
        }
    }
}
