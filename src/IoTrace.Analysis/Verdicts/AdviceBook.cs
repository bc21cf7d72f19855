using System.Collections.Immutable;
using System.Reflection;

using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts;

/// <summary>The advice for each cause: one embedded Markdown file a cause, with the file, host or call site at hand filled in.</summary>
internal static class AdviceBook
{
    private static readonly Assembly Home = typeof(AdviceBook).Assembly;

    /// <summary>For the causes of a verdict, and for its runner-up where that alone has more of the time than they.</summary>
    /// <param name="shares">Of the wall clock, 0 to 1, by cause.</param>
    public static ImmutableArray<Advice> For(Verdict verdict, IReadOnlyDictionary<Cause, double> shares, Subject subject)
    {
        var outweighs = verdict.RunnerUp is { } second && second.Cause != Cause.Idle && second.Share > verdict.Causes.Max(c => shares[c]);
        return [.. verdict.Causes.Concat(outweighs ? [verdict.RunnerUp!.Cause] : []).Select(cause => Page(cause, subject))];
    }

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
