namespace IoTrace.Accuracy.Scenarios;

/// <summary>A verdict that is right, as the author sees it.</summary>
/// <param name="Bound">One of the bounds of the contract.</param>
/// <param name="Cause">One of its causes; of a mixed one both, joined with a plus, in any order.</param>
internal readonly record struct Label(string Bound, string Cause)
{
    /// <summary>Reads "io/file-read"; several that are right are separated by a bar.</summary>
    public static IReadOnlyList<Label> ParseAll(string text) =>
        [.. text.Split('|').Select(one => new Label(one[..one.IndexOf('/', StringComparison.Ordinal)], one[(one.IndexOf('/', StringComparison.Ordinal) + 1)..]))];

    /// <summary>Whether a verdict says the same.</summary>
    public bool Accepts(string? bound, string? cause) =>
        bound == Bound && Parts(cause ?? "").SequenceEqual(Parts(Cause));

    public override string ToString() => $"{Bound}/{Cause}";

    private static IEnumerable<string> Parts(string cause) => cause.Split('+').Order(StringComparer.Ordinal);
}
