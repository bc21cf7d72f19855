namespace IoTrace.Reports.Terminal;

/// <summary>What the terminal can do.</summary>
/// <param name="Width">Columns. Less than 40 counts as 40; text uses at most 120.</param>
/// <param name="Color">Whether to colour the output; without, not a single escape sequence is written.</param>
/// <param name="Unicode">Whether characters beyond ASCII can be shown.</param>
public sealed record TerminalOptions(int Width, bool Color, bool Unicode);
