using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Diff;

/// <summary>A change in words and figures; the same in every format.</summary>
internal static class ChangeText
{
    public static string Value(Change change, double? value) => value is not { } known ? "-" : change.Unit switch
    {
        ChangeUnit.Share => Quantity.PercentInColumn(known),
        ChangeUnit.SecondsPerSecond => $"{Quantity.Duration(known)}/s",
        _ => Quantity.Duration(known),
    };

    public static string Difference(Change change) => Signed(change, change.Difference) + (change is { Unit: ChangeUnit.Seconds, Relative: { } relative }
        ? $" ({(relative < 0 ? "-" : "+")}{Quantity.Percent(Math.Abs(relative))})"
        : "");

    public static string Interval(Change change) => $"{Signed(change, change.Low)} to {Signed(change, change.High)}";

    public static string Finding(Change change) => change.Finding switch
    {
        Diff.Finding.Less => change.Unit == ChangeUnit.Seconds ? "better" : "less",
        Diff.Finding.More => change.Unit == ChangeUnit.Seconds ? "worse" : "more",
        Diff.Finding.Unchanged => "unchanged",
        _ => "can't tell",
    };

    /// <summary>For what cannot be told, how large a difference would have been found.</summary>
    public static string Detectable(Change change) => change.Finding == Diff.Finding.CannotTell ? $"below {Value(change, change.Detectable)}" : "";

    private static string Signed(Change change, double value) => (value < 0 ? "-" : "+") + Value(change, Math.Abs(value));
}
