namespace IoTrace.Capture.Guard;

/// <summary>What a process may take that reads a file which nobody vouches for. Larger files may take more.</summary>
/// <param name="HeapBytes">For objects; past it an allocation fails, which the reader survives.</param>
/// <param name="ResidentBytes">For everything; past it the process is ended.</param>
/// <param name="Cpu">CPU time; past it the process is ended.</param>
/// <param name="Elapsed">Time by the clock, for a reader that waits and does nothing.</param>
internal sealed record GuardLimits(long HeapBytes, long ResidentBytes, TimeSpan Cpu, TimeSpan Elapsed)
{
    private const long Mebibyte = 1 << 20;

    /// <summary>An analysis keeps some 5 MiB and leaves garbage behind it; the rest is for methods and stacks.</summary>
    private const long HeapForAny = 160 * Mebibyte;

    /// <summary>The runtime, its compiled code, and the blocks of events that are not on the heap.</summary>
    private const long BesidesHeap = 120 * Mebibyte;

    /// <summary>Files up to this length get what any file gets.</summary>
    private const long ShortFile = 16 * Mebibyte;

    /// <summary>Names of methods and stacks take about as much memory as they took in the file; twice that, for safety.</summary>
    private const int HeapPerByte = 2;

    /// <summary>Ten times what the analysis of a recording of that length takes.</summary>
    private static readonly TimeSpan CpuPerMebibyte = TimeSpan.FromSeconds(4);

    /// <summary>A process that is one of ten on its CPU still gets its CPU time.</summary>
    private const int ElapsedPerCpu = 10;

    /// <summary>The limits for a file of that length.</summary>
    public static GuardLimits For(long length)
    {
        var heap = HeapForAny + (HeapPerByte * Math.Max(0, length - ShortFile));
        var cpu = CpuPerMebibyte * Math.Max(1, length / (double)Mebibyte);
        return new GuardLimits(heap, heap + BesidesHeap, cpu, cpu * ElapsedPerCpu);
    }
}
