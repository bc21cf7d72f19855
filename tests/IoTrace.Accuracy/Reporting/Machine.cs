using System.Runtime.InteropServices;

namespace IoTrace.Accuracy.Reporting;

/// <summary>The machine that figures are from, without its name.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var model = Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30;
        var kernel = File.Exists("/proc/sys/kernel/osrelease") ? File.ReadAllText("/proc/sys/kernel/osrelease").Trim() : "?";
        return $"{Environment.ProcessorCount} processors ({model}), {memory} GiB, Linux {kernel}, {RuntimeInformation.FrameworkDescription}";
    }

    private static string? Line(string path, string name) => File.Exists(path)
        ? File.ReadLines(path).Where(l => l.StartsWith(name, StringComparison.Ordinal)).Select(l => l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()).FirstOrDefault()
        : null;
}
