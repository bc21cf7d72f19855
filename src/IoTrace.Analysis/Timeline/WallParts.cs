namespace IoTrace.Analysis.Timeline;

/// <summary>Parts of the shares of a stretch of wall clock, of which more is known than their state.</summary>
/// <param name="OwnQueue">Of the run queue: what the process's own threads cause.</param>
/// <param name="IoQueue">Of the pool's queue: what waits there for workers that input or output keeps.</param>
internal readonly record struct WallParts(double OwnQueue, double IoQueue)
{
    /// <summary>Of kernel work: copying in counted calls that mostly run.</summary>
    public double Copied { get; init; }

    /// <summary>Of the waits for files: kernel work and waits for a CPU that are inferred to belong to calls that nobody counts.</summary>
    public double InferredCalls { get; init; }

    /// <summary>Of the waits: what is not known for certain.</summary>
    public Doubts Doubts { get; init; }

    /// <summary>The mean of two stretches.</summary>
    public static WallParts Mean(in WallParts a, double secondsOfA, in WallParts b, double secondsOfB)
    {
        var doubts = new Doubts();
        doubts.Add(a.Doubts, secondsOfA / (secondsOfA + secondsOfB));
        doubts.Add(b.Doubts, secondsOfB / (secondsOfA + secondsOfB));
        return new WallParts(Of(a.OwnQueue, b.OwnQueue), Of(a.IoQueue, b.IoQueue))
        {
            Copied = Of(a.Copied, b.Copied),
            InferredCalls = Of(a.InferredCalls, b.InferredCalls),
            Doubts = doubts,
        };

        double Of(double ofA, double ofB) => ((ofA * secondsOfA) + (ofB * secondsOfB)) / (secondsOfA + secondsOfB);
    }
}
