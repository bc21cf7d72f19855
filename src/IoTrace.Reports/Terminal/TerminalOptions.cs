namespace IoTrace.Reports.Terminal;

/// <summary>What the terminal can do, and how much the reader wants to see.</summary>
/// <param name="Width">Columns. Less than 40 counts as 40; text uses at most 120.</param>
/// <param name="Color">Whether to color the output. Without color, no escape sequence is written.</param>
/// <param name="Unicode">Whether characters beyond ASCII can be shown.</param>
/// <param name="Details">Whether to write the whole report instead of its first screen.</param>
public sealed record TerminalOptions(int Width, bool Color, bool Unicode, bool Details = true)
{
    /// <summary>A width without an end, for lists that other programs read a line at a time.</summary>
    public const int Unbounded = int.MinValue;
}
