using System.Diagnostics;

namespace IoTrace.Testing.Storage;

/// <summary>A time in which a program repeats its operation; the clock starts when it is made.</summary>
internal sealed class Phase(TimeSpan length)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _operations;

    /// <summary>Whether another operation may begin. At least one does.</summary>
    public bool Goes => Stopwatch.GetElapsedTime(_start) < length || Operations == 0;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    public long Operations => Interlocked.Read(ref _operations);

    public void Count(long operations = 1) => Interlocked.Add(ref _operations, operations);
}
