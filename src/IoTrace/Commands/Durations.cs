using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace IoTrace.Cli.Commands;

/// <summary>Durations on the command line: <c>10</c>, <c>10s</c>, <c>500ms</c>, <c>1.5m</c>, <c>1h</c>.</summary>
internal static class Durations
{
    private static readonly (string Suffix, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    public static Option<TimeSpan?> Option(string description) => new("--duration", "-d")
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = Parse,
    };

    /// <summary>Null when the text is no duration.</summary>
    public static TimeSpan? TryParse(string text)
    {
        foreach (var (suffix, seconds) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number > 0 && number * seconds < 1e7)
            {
                return TimeSpan.FromSeconds(number * seconds);
            }
        }

        return null;
    }

    private static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        var duration = TryParse(text);
        if (duration is null)
        {
            result.AddError(Messages.BadDuration(text));
        }

        return duration;
    }
}
