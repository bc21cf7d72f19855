using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;
using Spectre.Console;

namespace IoTrace.Reports.Terminal;

/// <summary>The styles of the report. Only the sixteen colours that every theme defines, so that it reads on light and dark.</summary>
public static class Palette
{
    public static readonly Style Plain = Style.Plain;
    public static readonly Style Dim = new(decoration: Decoration.Dim);
    public static readonly Style Strong = new(decoration: Decoration.Bold);
    public static readonly Style Heading = new(Color.Teal, decoration: Decoration.Bold);
    public static readonly Style Code = new(Color.Teal);
    public static readonly Style Warning = new(Color.Olive);
    public static readonly Style Bad = new(Color.Maroon);
    public static readonly Style Good = new(Color.Green);

    public static Style Of(ThreadState state) => new(StateStyle.Of(state).Color);

    public static Style Badge(Bound bound) => new(Color.Black, ColorOf(bound), Decoration.Bold);

    public static Style Of(Bound bound) => new(ColorOf(bound));

    public static Style Confidence(double confidence) => confidence >= 0.8 ? Good : confidence >= 0.6 ? Warning : Bad;

    private static Color ColorOf(Bound bound) => bound switch
    {
        Bound.Io => Color.Teal,
        Bound.Cpu => Color.Green,
        Bound.Mixed => Color.Olive,
        _ => Color.Silver,
    };
}
