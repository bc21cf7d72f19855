using System.CommandLine;
using System.CommandLine.Parsing;

namespace IoTrace.Cli;

/// <summary>An option that is misspelt or of another command: the parser takes it for an argument, where one fits.</summary>
internal static class StrayOption
{
    /// <summary>The first such word; null without any. What stands behind <c>--</c> is never one.</summary>
    public static string? In(ParseResult parsed)
    {
        var behindDashes = parsed.Tokens.SkipWhile(t => t.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        return parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Where(token => !behindDashes.Contains(token))
            .Select(token => token.Value)
            .Concat(parsed.UnmatchedTokens)
            .FirstOrDefault(word => word.Length > 1 && word.StartsWith('-') && !char.IsAsciiDigit(word[1]));
    }
}
