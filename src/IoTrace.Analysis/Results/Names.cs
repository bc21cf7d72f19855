namespace IoTrace.Analysis.Results;

/// <summary>The stable names of states, bounds and causes: the contract of the JSON report and of <c>--fail-on</c>.</summary>
public static class Names
{
    /// <summary>The state's key, camelCase: <c>fileSync</c>.</summary>
    public static string Key(this ThreadState state)
    {
        var name = state.ToString();
        return string.Concat(char.ToLowerInvariant(name[0]).ToString(), name.AsSpan(1));
    }

    /// <summary>The bound's name: <c>io</c>.</summary>
    public static string Name(this Bound bound) => bound.ToString().ToLowerInvariant();

    /// <summary>The cause's name in kebab case: <c>file-sync</c>.</summary>
    public static string Name(this Cause cause) => Causes.Of(cause).Name;

    /// <summary>The bound that a cause refines.</summary>
    public static Bound BoundOf(this Cause cause) => Causes.Of(cause).Bound;
}
