using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Rules;

/// <summary>Knows one cause: how much of the wall clock it has.</summary>
internal abstract class CauseRule(Cause cause)
{
    public Cause Cause => cause;

    /// <summary>The share of the wall clock that this cause has; 0 when it is clear.</summary>
    public abstract double Share(in Features features);
}
