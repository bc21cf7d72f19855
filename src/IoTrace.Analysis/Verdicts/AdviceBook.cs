using System.Collections.Immutable;
using System.Reflection;

using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts;

/// <summary>The advice for each cause: one embedded Markdown file a cause, with the file, host or call site at hand filled in.</summary>
internal static class AdviceBook
{
    private static readonly Assembly Home = typeof(AdviceBook).Assembly;

    public static ImmutableArray<Advice> For(in Ruling ruling, Subject subject) => [.. ruling.Causes.Select(cause => Page(cause, subject))];

    private static Advice Page(Cause cause, Subject subject)
    {
        using var stream = Home.GetManifestResourceStream($"advice/{cause.Name()}.md")
            ?? throw new InvalidOperationException($"There is no advice for {cause.Name()}.");
        using var reader = new StreamReader(stream);
        var title = reader.ReadLine()!.TrimStart('#', ' ');
        return new Advice(cause.Name(), Fill(title, cause, subject), Fill(reader.ReadToEnd().Trim(), cause, subject));
    }

    private static string Fill(string text, Cause cause, Subject subject) => text
        .Replace("{file}", subject.File(cause) is { } file ? $"`{file}`" : "the files", StringComparison.Ordinal)
        .Replace("{host}", subject.Host is { } host ? $"`{host}`" : "the peer", StringComparison.Ordinal)
        .Replace("{lock}", subject.Lock ?? "the lock", StringComparison.Ordinal)
        .Replace("{site}", subject.Site(cause) is { } site ? $"`{site}`" : "the code that does it", StringComparison.Ordinal);
}
