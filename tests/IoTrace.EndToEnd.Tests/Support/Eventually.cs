using System.Diagnostics;

namespace IoTrace.EndToEnd.Tests.Support;

/// <summary>Waits for what other processes do.</summary>
internal static class Eventually
{
    // The kernel cuts the names of threads.
    private const int CommLength = 15;
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);

    /// <summary>Waits until something holds.</summary>
    public static async Task HoldsAsync(Func<bool> condition, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < _limit, $"not within {_limit.TotalSeconds} s: {what}");
            await Task.Delay(20);
        }
    }

    /// <summary>
    /// Waits until the process is looked at. A runtime always has one thread of that name, which waits for somebody to ask; a
    /// second one sends the events.
    /// </summary>
    public static Task IsProfiledAsync(int processId) =>
        HoldsAsync(() => ThreadNames(processId).Count(n => n == ".NET EventPipe") > 1, $"process {processId} is profiled");

    /// <summary>Waits until the tool has had the target's answer, and looks at its threads.</summary>
    public static Task HasAnswerAsync(RunningTool tool) =>
        HoldsAsync(() => ThreadNames(tool.Id).Contains("iotrace sampler"[..CommLength]), "the tool samples threads");

    private static IReadOnlyList<string> ThreadNames(int processId)
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{processId}/task").Select(t => File.ReadAllText($"{t}/comm").Trim())];
        }
        catch (IOException)
        {
            // A thread, or the process, has ended since it was listed.
            return [];
        }
    }
}
