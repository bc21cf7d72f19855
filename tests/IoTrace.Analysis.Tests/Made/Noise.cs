namespace IoTrace.Analysis.Tests.Made;

/// <summary>How far what is observed strays from what happens.</summary>
/// <param name="Jitter">Spread of the sweep times, as a fraction of the interval.</param>
/// <param name="Misread">Share of the looks at a thread that show another state than the true one.</param>
/// <param name="Lost">Share of the sweeps that are missing.</param>
/// <param name="Spread">How much the length of a step varies: 0.5 is from half to one and a half.</param>
public sealed record Noise(double Jitter, double Misread, double Lost, double Spread)
{
    public static Noise None { get; } = new(0, 0, 0, 0);

    /// <summary>Observed imperfectly, but the steps keep their exact lengths, so that threads stay in step with each other.</summary>
    public static Noise OfTheSampler { get; } = new(0.3, 0, 0.02, 0);

    /// <summary>From a quiet machine to one that is overloaded.</summary>
    public static IReadOnlyList<Noise> Levels { get; } =
    [
        None, new(0.1, 0.005, 0.02, 0.2), new(0.3, 0.02, 0.05, 0.5), new(0.6, 0.05, 0.15, 0.8),
    ];
}
