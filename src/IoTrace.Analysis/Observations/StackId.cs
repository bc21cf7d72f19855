namespace IoTrace.Analysis.Observations;

/// <summary>Identifies an interned managed stack within one reading of a recording; 0 is none.</summary>
public readonly record struct StackId(int Value)
{
    public static StackId None { get; }
}
