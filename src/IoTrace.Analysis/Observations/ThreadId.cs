namespace IoTrace.Analysis.Observations;

/// <summary>A thread's id in the kernel (Linux tid), which the runtime's events carry as well.</summary>
public readonly record struct ThreadId(int Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
