using System.Diagnostics;
using System.Globalization;

namespace IoTrace.Testing;

/// <summary>What a process did over a while, as the kernel accounts for it: the truth a verdict is held against.</summary>
/// <param name="UserShare">CPU seconds in user mode for each second; above 1 with several threads.</param>
/// <param name="KernelShare">CPU seconds in kernel mode for each second.</param>
/// <param name="RunQueueShare">Seconds in which a thread was runnable without a processor, for each second.</param>
/// <param name="BlockedShare">
/// The share of looks, some 10 ms apart, that found a thread in uninterruptible sleep (state D), which is what waiting
/// for a disk looks like; an estimate.
/// </param>
public sealed record ProcessUsage(double UserShare, double KernelShare, double RunQueueShare, double BlockedShare)
{
    /// <summary>CPU seconds for each second.</summary>
    public double CpuShare => UserShare + KernelShare;

    /// <summary>Observes a running process for a time, through which it has to live.</summary>
    public static async Task<ProcessUsage> MeasureAsync(int processId, TimeSpan time)
    {
        var (looks, blocked) = (0, 0);
        var (user, kernel) = CpuSeconds(processId);
        var runQueue = RunQueueSeconds(processId);
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            looks++;
            if (States(processId).Contains('D')) blocked++;
            // Not exactly 10: a look must not fall in step with the kernel's tick.
            await Task.Delay(9).ConfigureAwait(false);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var (userAfter, kernelAfter) = CpuSeconds(processId);
        return new ProcessUsage(
            (userAfter - user) / seconds,
            (kernelAfter - kernel) / seconds,
            (RunQueueSeconds(processId) - runQueue) / seconds,
            blocked / (double)looks);
    }

    // proc(5), stat: fields 14 and 15 are clock ticks, of which every Linux .NET runs on has 100 a second.
    private static (double User, double Kernel) CpuSeconds(int processId)
    {
        var fields = Fields($"/proc/{processId}/stat");
        return (Number(fields[11]) / 100.0, Number(fields[12]) / 100.0);
    }

    private static double RunQueueSeconds(int processId) => Threads(processId)
        .Select(thread => Read($"{thread}/schedstat"))
        .Where(text => text.Length > 0)
        .Sum(text => Number(text.Split(' ')[1]) / 1e9);

    private static List<char> States(int processId) =>
        [.. Threads(processId).Select(thread => Fields($"{thread}/stat")).Where(f => f.Length > 0).Select(f => f[0][0])];

    private static string[] Threads(int processId) => Directory.GetDirectories($"/proc/{processId}/task");

    /// <summary>The fields behind the name, which may itself hold spaces and brackets; field 3 is the first.</summary>
    private static string[] Fields(string path)
    {
        var text = Read(path);
        return text.Length == 0 ? [] : text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // The thread has ended since it was listed.
            return "";
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
