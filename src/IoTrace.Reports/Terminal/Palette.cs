using IoTrace.Analysis.Results;
using Spectre.Console;

namespace IoTrace.Reports.Terminal;

/// <summary>The styles of the report. Only the sixteen colours that every theme defines, so that it reads on light and dark.</summary>
internal static class Palette
{
    public static readonly Style Plain = Style.Plain;
    public static readonly Style Dim = new(decoration: Decoration.Dim);
    public static readonly Style Strong = new(decoration: Decoration.Bold);
    public static readonly Style Heading = new(Color.Teal, decoration: Decoration.Bold);
    public static readonly Style Code = new(Color.Teal);
    public static readonly Style Warning = new(Color.Olive);
    public static readonly Style Bad = new(Color.Maroon);
    public static readonly Style Good = new(Color.Green);

    /// <summary>Blue families wait for I/O, green works, red waits for its own kind, grey does nothing.</summary>
    public static Style Of(ThreadState state) => new(state switch
    {
        ThreadState.CpuUser => Color.Green,
        ThreadState.CpuKernel => Color.Lime,
        ThreadState.Gc or ThreadState.Jit => Color.Olive,
        ThreadState.FileRead or ThreadState.FileMetadata => Color.Blue,
        ThreadState.FileWrite or ThreadState.FileSync => Color.Purple,
        ThreadState.Network => Color.Teal,
        ThreadState.Pipe => Color.Aqua,
        ThreadState.Runnable or ThreadState.Lock or ThreadState.PoolQueue => Color.Maroon,
        _ => Color.Grey,
    });

    public static Style Badge(Bound bound) => new(Color.Black, ColorOf(bound), Decoration.Bold);

    public static Style Of(Bound bound) => new(ColorOf(bound));

    public static Style Confidence(double confidence) => confidence >= 0.8 ? Good : confidence >= 0.6 ? Warning : Bad;

    /// <summary>One letter a state, so that the timeline can be read without colour.</summary>
    public static char Letter(ThreadState state) => state switch
    {
        ThreadState.CpuUser => 'C',
        ThreadState.CpuKernel => 'K',
        ThreadState.Gc => 'G',
        ThreadState.Jit => 'J',
        ThreadState.Runnable => 'R',
        ThreadState.FileRead => 'r',
        ThreadState.FileWrite => 'w',
        ThreadState.FileSync => 's',
        ThreadState.FileMetadata => 'm',
        ThreadState.Network => 'n',
        ThreadState.Pipe => 'p',
        ThreadState.Lock => 'L',
        ThreadState.PoolQueue => 'Q',
        ThreadState.Sleep => 'z',
        ThreadState.Idle => '.',
        _ => '?',
    };

    private static Color ColorOf(Bound bound) => bound switch
    {
        Bound.Io => Color.Teal,
        Bound.Cpu => Color.Green,
        Bound.Mixed => Color.Olive,
        _ => Color.Silver,
    };
}
