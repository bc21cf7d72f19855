using System.Text.RegularExpressions;

namespace IoTrace.Analysis.Texts;

/// <summary>
/// Keeps secrets out of what is shown and saved. A command line is cut behind its program, because nobody knows which argument is one;
/// other texts lose what is known to be one.
/// </summary>
public static partial class Redaction
{
    /// <summary>What stands for arguments that are not shown.</summary>
    public const string HiddenArguments = "[arguments hidden]";

    private const string Host = "dotnet";

    /// <summary>A command line without its arguments: the program, and what <c>dotnet</c> runs.</summary>
    public static string Arguments(string commandLine) => commandLine.EndsWith(HiddenArguments, StringComparison.Ordinal) ? commandLine
        : ProgramLength(commandLine) is var length && length < commandLine.Length ? $"{commandLine[..length]} {HiddenArguments}" : commandLine;

    /// <summary>How much of a command line names the program; a blank and the arguments follow.</summary>
    public static int ProgramLength(string commandLine)
    {
        var words = commandLine.Split(' ');
        var kept = 1;
        if (words.Length > 1 && Path.GetFileName(words[0]) == Host)
        {
            var isVerb = !(words[1].StartsWith('-') || words[1] == "exec");
            var assembly = Array.FindIndex(words, word => word.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));
            kept = isVerb ? 2 : Math.Max(1, assembly + 1);
        }

        return words.Take(kept).Sum(word => word.Length) + kept - 1;
    }

    /// <summary>A text without the user of an address, the values of its query, and what is called a password, a token or a key.</summary>
    public static string Secrets(string text)
    {
        var clean = UserOfAddress().Replace(text, "***@");
        clean = QueryValue().Replace(clean, "$1***");
        clean = NamedValue().Replace(clean, "$1***");
        return NamedOption().Replace(clean, "$1***");
    }

    [GeneratedRegex(@"(?<=://)[^/\s@]{1,512}@", RegexOptions.CultureInvariant)]
    private static partial Regex UserOfAddress();

    [GeneratedRegex(@"([?&][^=&\s?]{1,128}=)[^&\s""']+", RegexOptions.CultureInvariant)]
    private static partial Regex QueryValue();

    // Not in the query of an address, whose values are gone already: a secret may hold an ampersand, and would be taken for all of the rest.
    [GeneratedRegex(@"(?<![?&][-\w]{0,64})((?:password|passwd|pwd|secret|token|credential|api[-_]?key|(?:shared|account|access)[-_]?(?:access)?[-_]?key|signature)""?\s{0,4}[=:]\s{0,4})[^;,\s""']+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedValue();

    [GeneratedRegex(@"(-{1,2}[-\w]{0,64}(?:password|passwd|pwd|secret|token|credential|key)\s{1,4})[^\s-]\S*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedOption();
}
