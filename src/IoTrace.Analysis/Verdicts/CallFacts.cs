using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Verdicts;

/// <summary>What is known of the I/O calls of a window, and what would be left of them with the data in memory.</summary>
/// <param name="Counted">Whether the probe counted them.</param>
/// <param name="Memory">What would be left of calls that wait, as a part of their time, by state; 0 to 1.</param>
/// <param name="MemoryOfCopies">The same of calls that mostly run.</param>
/// <param name="MemoryOfVolume">What reading and writing that nobody timed would cost with the data in memory, as a part of the window.</param>
/// <param name="Uncounted">The part of reading and writing calls that the probe did not count; 0 to 1.</param>
internal sealed record CallFacts(bool Counted, StateTimes Memory, double MemoryOfCopies, double MemoryOfVolume, double Uncounted)
{
    /// <summary>Nothing is known of them.</summary>
    public static CallFacts None { get; } = new(false, default, 0, 0, 1);

    public static CallFacts Of(CallNatures natures, MemoryCost cost, IoVolume? volume)
    {
        var memory = new StateTimes();
        foreach (var state in WaitStates.All)
        {
            memory[state] = natures.Of(state).MemoryOfWaits;
        }

        var calls = volume is null ? 0 : volume.ReadCalls + volume.WriteCalls;
        var uncounted = natures.Any && calls > 0 ? Math.Clamp(1 - (natures.DataCalls / calls), 0, 1) : 1;
        var ofVolume = volume is { Seconds: > 0 }
            ? ((calls * cost.Call) + ((volume.ReadBytes + volume.WrittenBytes) * cost.Byte)) / volume.Seconds
            : 0;
        return new CallFacts(natures.Any, memory, natures.Any ? natures.MemoryOfCopies : 1, uncounted * ofVolume, uncounted);
    }
}
