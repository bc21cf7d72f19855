using System.Diagnostics;
using System.Globalization;

namespace IoTrace.Testing.Target;

/// <summary>One run of one mode: its clock, its folder, its count of operations, and the two lines tests wait for.</summary>
internal sealed class Run(Options options) : IDisposable
{
    private readonly List<string> _ownDirectories = [];
    private readonly long _made = Stopwatch.GetTimestamp();
    private long _start = long.MaxValue;
    private long _limit;
    private long _operations;
    private long _work = long.MaxValue;
    private TimeSpan _cpuBefore;

    public Options Options { get; } = options;

    /// <summary>True from <see cref="Ready"/> on until the steady phase has lasted for --seconds, or --operations are done.</summary>
    public bool Goes => Stopwatch.GetTimestamp() - _start < _limit && Volatile.Read(ref _operations) < _work;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>What is left of --seconds; never negative.</summary>
    public TimeSpan Rest => TimeSpan.FromSeconds(Math.Max(0, (_limit / (double)Stopwatch.Frequency) - Elapsed.TotalSeconds));

    private static TimeSpan Cpu => OperatingSystem.IsLinux() ? Environment.CpuUsage.TotalTime : TimeSpan.Zero;

    /// <summary>The folder from --directory, or one of its own that goes away with the run.</summary>
    public string Directory
    {
        get
        {
            if (Options.Text("directory") is not { } given) return OwnDirectory(Path.GetTempPath());
            System.IO.Directory.CreateDirectory(given);
            return given;
        }
    }

    /// <summary>Preparation is over and the mode's label holds from here on.</summary>
    public void Ready()
    {
        // Read here, not at the start: echo-args must take any arguments at all.
        _limit = (long)(Options.Real("seconds", 10) * Stopwatch.Frequency);
        _work = Options.Number("operations", int.MaxValue);
        Say($"ready {Environment.ProcessId}");
        _cpuBefore = Cpu;
        _start = Stopwatch.GetTimestamp();
    }

    public void Count(long operations = 1) => Interlocked.Add(ref _operations, operations);

    /// <summary>Says how much was done; for a given amount of work also how long it took, and how much processor time.</summary>
    public void Finish()
    {
        if (Options.Text("operations") is not null)
        {
            var elapsed = Elapsed;
            Say(string.Create(CultureInfo.InvariantCulture, $"prepared {Stopwatch.GetElapsedTime(_made, _start).TotalSeconds:F4}"));
            Say(string.Create(CultureInfo.InvariantCulture, $"elapsed {elapsed.TotalSeconds:F4}"));
            Say(string.Create(CultureInfo.InvariantCulture, $"cpu {(Cpu - _cpuBefore).TotalSeconds:F4}"));
        }

        Say($"operations {Interlocked.Read(ref _operations)}");
    }

    public static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }

    /// <summary>A path in the run's folder that no other process of this program uses.</summary>
    public string OwnFile(string name) => Path.Combine(Directory, $"{Environment.ProcessId}-{name}");

    /// <summary>A folder that goes away with the run; its name lets whoever kills this process find and remove it.</summary>
    public string OwnDirectory(string under)
    {
        var path = Path.Combine(under, $"testtarget-{Environment.ProcessId}");
        if (_ownDirectories.Contains(path)) return path;
        _ownDirectories.Add(path);
        return System.IO.Directory.CreateDirectory(path).FullName;
    }

    public void Dispose() => _ownDirectories.ForEach(path => System.IO.Directory.Delete(path, recursive: true));
}
