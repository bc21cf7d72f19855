using System.Collections.Immutable;

namespace IoTrace.Analysis.Results;

/// <summary>
/// What has to hold between the figures of one diagnosis, whatever the program: they speak of the same time. A diagnosis that breaks one of these
/// identities has a fault, and says so among its notes.
/// </summary>
public static class Identities
{
    /// <summary>How the note begins that names what contradicts what.</summary>
    public const string Note = "The figures contradict each other: ";

    /// <summary>By how much times that different clocks told may differ: a tenth, and a few looks at either edge of the window, in seconds.</summary>
    private const double Tolerance = 0.1;
    private const double Edges = 0.05;

    /// <summary>Sums of shares are off by rounding alone.</summary>
    private const double Rounding = 1e-6;

    /// <summary>Every identity that does not hold, in words; empty for a sound diagnosis.</summary>
    public static ImmutableArray<string> Broken(Diagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        var window = diagnosis.Window.DurationSeconds;
        var broken = ImmutableArray.CreateBuilder<string>();
        void Check(bool holds, FormattableString text)
        {
            if (!holds)
            {
                broken.Add(FormattableString.Invariant(text));
            }
        }

        var total = diagnosis.WallClock.Total;
        Check(total == 0 || Math.Abs(total - 1) < Rounding, $"the shares of the wall clock sum to {total:0.######}");
        foreach (var bound in new[] { diagnosis.Bounds.IfIoWereFree, diagnosis.Bounds.IfCpuWereHalf }.OfType<WhatIf>())
        {
            Check(bound.Low <= bound.WallReduction && bound.WallReduction <= bound.High && bound is { Low: >= 0, High: <= 1 }, $"a what-if bound of {bound.WallReduction:0.###} lies outside of its interval");
        }

        var files = diagnosis.ThreadTime.Sum(ThreadState.FileRead, ThreadState.FileWrite, ThreadState.FileSync, ThreadState.FileMetadata);
        var all = diagnosis.ThreadTime.Total;
        // Calls that mostly run are work on a CPU, or wait for one.
        var most = files + diagnosis.ThreadTime.Sum(ThreadState.Pipe, ThreadState.CpuUser, ThreadState.CpuKernel, ThreadState.Runnable, ThreadState.Idle, ThreadState.Unknown);
        var exact = diagnosis.Files.Where(f => f.Exact).Sum(f => f.WaitSeconds);
        foreach (var file in all > 0 ? diagnosis.Files : [])
        {
            Check(file.WaitSeconds <= AtMost(all), $"a file has {file.WaitSeconds:0.##} s, all threads together {all:0.##} s");
        }

        Check(all == 0 || exact <= AtMost(most), $"files have {exact:0.##} s that were counted, threads {most:0.##} s in which they could be");
        foreach (var thread in diagnosis.Threads.Where(t => t.Tid != 0))
        {
            Check(thread.Seconds.Total <= AtMost(window), $"thread {thread.Tid} has {thread.Seconds.Total:0.##} s in a window of {window:0.##} s");
        }

        var wall = window * diagnosis.WallClock.Sum(ThreadState.FileRead, ThreadState.FileWrite, ThreadState.FileSync, ThreadState.FileMetadata);
        Check(all == 0 || wall <= AtMost(files), $"the wall clock has {wall:0.##} s of waiting for files, all threads {files:0.##} s");
        return broken.ToImmutable();

        static double AtMost(double seconds) => (seconds * (1 + Tolerance)) + Edges;
    }
}
