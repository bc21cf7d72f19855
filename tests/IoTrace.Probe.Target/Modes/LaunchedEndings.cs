using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Ends so many milliseconds after the program began, in the way it is told, while files are written. Waits for nobody.</summary>
internal static partial class LaunchedEndings
{
    private const int HasCounterThread = 9;
    private const int Expected = 7;

    public static int Run(string[] arguments)
    {
        var begin = Stopwatch.GetTimestamp();
        var load = new BackgroundLoad(arguments[0], 1);
        var rest = TimeSpan.FromMilliseconds(int.Parse(arguments[2])) - Stopwatch.GetElapsedTime(begin);
        Thread.Sleep(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        switch (arguments[1])
        {
            case "return":
                return Expected;
            case "return-quiet":
                load.Stop();
                return Expected;
            case "exit-thread":
                new Thread(() => Environment.Exit(Expected)).Start();
                Thread.Sleep(Timeout.Infinite);
                break;
            case "slow-exit":
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Thread.Sleep(300);
                return Expected;
            case "throw":
                throw new InvalidOperationException("on purpose");
            case "failfast":
                Environment.FailFast("on purpose");
                break;
            case "signal":
                _ = kill(Environment.ProcessId, 15);
                Thread.Sleep(Timeout.Infinite);
                break;
            case "counters":
                return Directory.GetDirectories("/proc/self/task").Any(task => IsCounterThread($"{task}/comm")) ? HasCounterThread : Expected;
        }
        return 1;
    }

    private static bool IsCounterThread(string file)
    {
        try
        {
            return File.ReadAllText(file).StartsWith(".NET Counter Po", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // That thread has just ended.
            return false;
        }
    }

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);
}
