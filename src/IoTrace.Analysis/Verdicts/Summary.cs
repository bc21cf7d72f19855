using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts;

/// <summary>The verdict in a sentence: how much, of what, on what, from where.</summary>
internal static class Summary
{
    public static string Of(in Ruling ruling, IReadOnlyDictionary<Cause, double> shares, Subject subject, string? missing)
    {
        if (ruling.Bound == Bound.Unknown)
        {
            return missing is null ? "Too little was seen to tell." : $"Too little was seen to tell: {missing}.";
        }

        if (ruling.Bound == Bound.Mixed)
        {
            var (first, second) = (ruling.Causes[0], ruling.Causes[1]);
            return $"Two causes: {Say.Percent(shares[first])} of the time {Phrase(first, subject)}, {Say.Percent(shares[second])} {Phrase(second, subject)}.";
        }

        var cause = ruling.Causes[0];
        return $"{Say.Percent(shares[cause])} of the time {Phrase(cause, subject)}.{Together(cause, shares)}";
    }

    /// <summary>Why it is this verdict where another cause alone has more of the time; empty where none has.</summary>
    private static string Together(Cause cause, IReadOnlyDictionary<Cause, double> shares)
    {
        if (shares.Values.All(s => s <= shares[cause]))
            return "";

        if (cause == Cause.CpuContention)
        {
            var processing = shares.Where(s => s.Key.BoundOf() == Bound.Cpu).Sum(s => s.Value);
            return $" That is {Say.Percent(shares[cause] / processing)} of what its processing takes, {Say.Percent(processing)} of the time.";
        }

        var all = shares.Where(s => s.Key.BoundOf() == cause.BoundOf() && s.Key != Cause.CpuContention).Sum(s => s.Value);
        return cause.BoundOf() switch
        {
            Bound.Io => $" All input and output takes {Say.Percent(all)}.",
            Bound.Cpu => $" All processing takes {Say.Percent(all)}.",
            _ => $" All waiting that is no input or output takes {Say.Percent(all)}.",
        };
    }

    /// <summary>What to add when the window has phases; empty when it has none.</summary>
    /// <param name="startsUp">Whether the first one is the start-up, which the verdict leaves out.</param>
    public static string Of(IReadOnlyList<Phase> phases, bool startsUp)
    {
        const int Named = 4;
        if (startsUp && phases.Count == 2)
        {
            return $" The start-up of {Say.Seconds(Math.Round(phases[0].DurationSeconds, 1))} before it is left out.";
        }

        if (phases.Count < 2)
        {
            return "";
        }

        var first = string.Join(", then ", phases.Take(Named).Select((p, i) => $"{(startsUp && i == 0 ? "start-up" : Name(p.Verdict))} for {Say.Seconds(Math.Round(p.DurationSeconds, 1))}"));
        var more = phases.Count > Named ? $", then {phases.Count - Named} more" : "";
        return $" It has {phases.Count} phases: {first}{more}.";
    }

    private static string Name(Verdict verdict) => verdict.Bound switch
    {
        Bound.Unknown => "unknown",
        Bound.Mixed => $"mixed ({string.Join(" and ", verdict.Causes.Select(c => c.Name()))})",
        _ => verdict.Causes[0].Name(),
    };

    private static string Phrase(Cause cause, Subject subject) =>
        What(cause, subject) + (subject.LockHeldOver(cause) is { } held ? $", while other threads wait for the {held} that is held over it" : "");

    private static string What(Cause cause, Subject subject) => cause switch
    {
        Cause.FileRead => $"goes to reads{On(subject.File(cause))}{From(subject.Site(cause))}",
        Cause.FileWrite => $"goes to writes{On(subject.File(cause))}{From(subject.Site(cause))}",
        Cause.FileSync => $"goes to getting data onto the disk (fsync){On(subject.File(cause))}{From(subject.Site(cause))}",
        Cause.FileMetadata => $"goes to opening, inspecting or changing file entries{On(subject.File(cause))}{From(subject.Site(cause))}",
        Cause.Network when subject.NetworkIsInferred => $"waits for the network{On(subject.Host)}, as far as its connections tell",
        Cause.Network => $"waits for the network{On(subject.Host)}{From(subject.Site(cause))}",
        Cause.Pipe => $"waits for a pipe, a child process or a terminal{On(subject.File(cause))}{From(subject.Site(cause))}",
        Cause.CpuUser => $"computes{In(subject.Site(cause))}",
        Cause.CpuKernelIo => $"copies data and makes system calls that never wait{In(subject.Site(cause))}: a faster disk would not help, fewer or larger calls would",
        Cause.Gc => $"goes to garbage collection{From(subject.Site(cause))}",
        Cause.Jit => $"goes to compiling code{From(subject.Site(cause))}",
        Cause.LockContention => $"waits for locks{(subject.Lock is { } name ? $", most for the {name}" : From(subject.Site(cause)))}",
        Cause.ThreadPoolStarvation => $"queued work waits while every pool worker is blocked{At(subject.Site(cause))}",
        Cause.CpuContention => $"it is ready to run but gets no processor: {(subject.Throttled ? "its control group's quota holds it back" : "neighbours hold it back")}",
        Cause.Sleep => $"it sleeps or waits for a timer{In(subject.Site(cause))}",
        Cause.Idle when subject.IdleUnless.StartsWith(':') => $"it has nothing to do{subject.IdleUnless}",
        Cause.Idle when subject.IdleUnless.Length > 0 => $"it has nothing to do, {subject.IdleUnless}",
        Cause.Idle => "it has nothing to do",
    };

    private static string On(string? thing) => thing is null ? "" : $" on {thing}";

    private static string From(string? site) => site is null ? "" : $", called from {site}";

    private static string At(string? site) => site is null ? "" : $", most of them in {site}";

    private static string In(string? site) => site is null ? "" : $", most of it in {site}";
}
