using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os;

/// <summary>Takes what the operating system's collector saw, in the order of time, from one thread.</summary>
internal interface IOsSampleSink
{
    void Write(Observation observation);
}
