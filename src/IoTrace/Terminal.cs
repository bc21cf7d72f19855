using IoTrace.Reports.Terminal;

namespace IoTrace.Cli;

/// <summary>The terminal, or what stands in its place: results go to the output, messages and progress to the error stream.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error, Func<Stream> openOutput)
{
    private const int WidthWhenUnknown = 100;
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    public Terminal()
        : this(Console.Out, new MessageWriter(Console.Error), Console.OpenStandardOutput)
    {
        InputIsTerminal = !Console.IsInputRedirected;
        OutputIsTerminal = !Console.IsOutputRedirected;
        ErrorIsTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb";
    }

    public TextWriter Output { get; } = output;

    /// <summary>For messages: no control character but a line's end gets through.</summary>
    public TextWriter Error { get; } = new SafeWriter(error);

    /// <summary>Whether a person watches the error stream, so that progress is worth drawing.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether a person reads the output.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether a person can type something.</summary>
    public bool InputIsTerminal { get; }

    /// <summary>Where each step is told; null without --verbose.</summary>
    public StepLog? Steps { get; set; }

    /// <summary>The line that shows progress at the moment.</summary>
    public LiveLine? Live { get; set; }

    /// <summary>How to render: width and colour as the terminal, NO_COLOR (https://no-color.org) and the user say.</summary>
    public static TerminalOptions ReportOptions(bool noColor)
    {
        var color = !noColor && !Console.IsOutputRedirected
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not "dumb";
        return new TerminalOptions(Width(), color, IsUnicode());
    }

    /// <summary>Draws over the line that the cursor is in.</summary>
    /// <param name="line">Escaped already.</param>
    public void Draw(string line) => error.Write("\r" + line);

    /// <summary>Says something in passing.</summary>
    public void Say(string message, bool quiet)
    {
        if (!quiet)
        {
            Live?.Erase();
            Error.WriteLine(message);
        }
    }

    /// <summary>Standard output as bytes.</summary>
    public Stream OpenOutputStream()
    {
        Output.Flush();
        return openOutput();
    }

    /// <summary>Width of the terminal; a usual one where there is none.</summary>
    public static int Columns => Width();

    private static int Width()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), System.Globalization.CultureInfo.InvariantCulture, out var columns) && columns > 0)
        {
            return columns;
        }

        try
        {
            return Console.IsOutputRedirected || Console.WindowWidth <= 0 ? WidthWhenUnknown : Console.WindowWidth;
        }
        catch (IOException)
        {
            return WidthWhenUnknown;
        }
    }

    /// <summary>Anything but an explicit C or POSIX locale is taken to show UTF-8, as today's terminals do.</summary>
    private static bool IsUnicode()
    {
        var locale = LocaleVariables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        return locale is not ("C" or "POSIX");
    }
}
