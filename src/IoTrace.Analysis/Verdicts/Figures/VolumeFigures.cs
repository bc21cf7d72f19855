using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Verdicts.Figures;

/// <summary>What the system counts for the whole process, with or without the probe.</summary>
internal static class VolumeFigures
{
    /// <summary>Bytes a second from and to storage itself.</summary>
    public static IEnumerable<(string Name, string? Value)> OfStorage(IoVolume? volume)
    {
        yield return ("diskRead", volume is { Seconds: > 0 } ? Amount.Bytes(volume.DiskReadBytes / volume.Seconds) : null);
        yield return ("diskWritten", volume is { Seconds: > 0 } ? Amount.Bytes(volume.DiskWrittenBytes / volume.Seconds) : null);
    }

    /// <summary>Read and write calls; 0 where not known.</summary>
    public static double CallsPerSecond(IoVolume? volume) => volume is { Seconds: > 0 } ? Calls(volume) / (double)volume.Seconds : 0;

    public static double? BytesPerCall(IoVolume? volume) =>
        volume is null ? null : Amount.Ratio(volume.ReadBytes + volume.WrittenBytes, Calls(volume));

    private static long Calls(IoVolume volume) => volume.ReadCalls + volume.WriteCalls;
}
