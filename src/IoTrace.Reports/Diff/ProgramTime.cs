using IoTrace.Analysis.Results;

namespace IoTrace.Reports.Diff;

/// <summary>
/// The time that a user waits for: of a program that ran to its end its run time, of a server the mean time of a request. A process that
/// was watched for a while has neither.
/// </summary>
internal static class ProgramTime
{
    /// <summary>Fewer requests than this say little of their mean.</summary>
    private const long FewestRequests = 20;

    /// <summary>Requests of one tenth of a second are alike: they count as one.</summary>
    private const double IndependentPerSecond = 10;

    /// <summary>The figure of both sides; null where a recording has none.</summary>
    public static Test? Test(IReadOnlyList<Diagnosis> before, IReadOnlyList<Diagnosis> after, double matters)
    {
        var all = before.Concat(after).ToList();
        if (all.All(diagnosis => diagnosis.Requests is { MeanSeconds: not null, Count: >= FewestRequests }))
            return Make("time of a request", before, after, OfRequests, matters);

        return all.All(diagnosis => diagnosis.Target.ExitCode is not null && !diagnosis.Window.Truncated)
            ? Make("run time", before, after, diagnosis => new Sample(diagnosis.Window.DurationSeconds, 0), matters)
            : null;
    }

    private static Test Make(string name, IReadOnlyList<Diagnosis> before, IReadOnlyList<Diagnosis> after, Func<Diagnosis, Sample> of, double matters)
    {
        var (b, a) = (Side(before, of), Side(after, of));
        return new Test(name, ChangeUnit.Seconds, b, a, matters * b.Mean);
    }

    private static Sample Side(IReadOnlyList<Diagnosis> side, Func<Diagnosis, Sample> of)
    {
        var samples = side.Select(of).ToList();
        return Sample.Of(samples, BetweenRuns.Relative * samples.Average(sample => sample.Mean));
    }

    private static Sample OfRequests(Diagnosis diagnosis)
    {
        var requests = diagnosis.Requests!;
        var mean = requests.MeanSeconds!.Value;
        // From the median to the 90th percentile is 1.28 standard deviations of a normal distribution; never less than a tenth of the mean.
        var spread = Math.Max(0.1 * mean, ((requests.P90 ?? mean) - (requests.P50 ?? mean)) / 1.28);
        var independent = Math.Max(1, Math.Min(requests.Count, diagnosis.Window.DurationSeconds * IndependentPerSecond));
        return new Sample(mean, spread / Math.Sqrt(independent));
    }
}
