using System.Collections.Immutable;
using System.Reflection;

using IoTrace.Analysis.Results;
using IoTrace.Analysis.Verdicts.Figures;

namespace IoTrace.Analysis.Verdicts;

/// <summary>The advice for each cause: one embedded Markdown file a cause, with the names and figures at hand filled in.</summary>
internal static class AdviceBook
{
    private static readonly Assembly Home = typeof(AdviceBook).Assembly;

    /// <summary>For the causes of a verdict, and for its runner-up where that alone has more of the time than they.</summary>
    public static ImmutableArray<Advice> For(Verdict verdict, AdviceFacts facts)
    {
        var outweighs = verdict.RunnerUp is { } second && second.Cause != Cause.Idle && second.Share > verdict.Causes.Max(c => facts.Shares[c]);
        return [.. verdict.Causes.Concat(outweighs ? [verdict.RunnerUp!.Cause] : []).Select(cause => Page(cause, facts))];
    }

    /// <summary>The page of a cause as it was written.</summary>
    public static string Written(Cause cause)
    {
        using var stream = Home.GetManifestResourceStream($"advice/{cause.Name()}.md")
            ?? throw new InvalidOperationException($"There is no advice for {cause.Name()}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    }

    private static Advice Page(Cause cause, AdviceFacts facts)
    {
        var parts = AdvicePage.Fill(Written(cause), CauseFigures.Of(cause, facts)).Split('\n', 2);
        return new Advice(cause.Name(), parts[0].TrimStart('#', ' '), parts[1].Trim());
    }
}
