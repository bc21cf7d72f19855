namespace IoTrace.Reports.Terminal;

/// <summary>How a column behaves when the page is narrow.</summary>
public enum Fit
{
    /// <summary>Keeps its width.</summary>
    Fixed,

    /// <summary>Gives way, cut in the middle.</summary>
    Text,

    /// <summary>Gives way, cut at path segments.</summary>
    Path,

    /// <summary>Gives way, cut at the parts of a method's name.</summary>
    Method,
}

/// <summary>A column of a <see cref="Table"/>.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Right">Whether its cells are aligned to the right, as numbers are.</param>
/// <param name="Fit">How it gives way on a narrow page.</param>
/// <param name="Drop">Where it stands in the order in which columns are left out when even that is not enough; 0 stays.</param>
public sealed record Column(string Title, bool Right = true, Fit Fit = Fit.Fixed, int Drop = 0);
