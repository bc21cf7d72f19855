using Spectre.Console;

namespace IoTrace.Reports.Terminal;

/// <summary>A stretch of text in one style.</summary>
public readonly record struct Run(string Text, Style Style)
{
    public static implicit operator Run(string text) => new(text, Style.Plain);
}
