using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Trials;

namespace IoTrace.Accuracy.Services;

/// <summary>How a program is started beside its servers, and how its truth is found.</summary>
/// <param name="Arguments">The program and its options.</param>
internal sealed record ServicePlan(params IReadOnlyList<string> Arguments)
{
    /// <summary>The executable.</summary>
    public string Program { get; init; } = Programs.Services;

    /// <summary>How many processors it would use, where the truth is what half of them cost it; null where it is not.</summary>
    public double? Processors { get; init; }

    /// <summary>The same without the server's delay, the slow disk or the wait for the peer.</summary>
    public IReadOnlyList<string>? Free { get; init; }

    /// <summary>What is true where nothing can be taken away, as nothing is asked and nothing due; the reason is in the case.</summary>
    public Truth? Known { get; init; }

    /// <summary>What <see cref="Free"/> takes away is a timer, and no I/O.</summary>
    public bool IsTimer { get; init; }

    /// <summary>Part of what the report has to name first: a path or a port; null where nothing has to.</summary>
    public string? Resource { get; init; }

    /// <summary>What has to stand beside the program while it runs as it is, started anew for each run.</summary>
    public Func<Task<IAsyncDisposable>>? Companion { get; init; }

    /// <summary>The same for <see cref="Free"/>.</summary>
    public Func<Task<IAsyncDisposable>>? FreeCompanion { get; init; }

    /// <summary>What was started for it, and ends with it.</summary>
    public IReadOnlyList<IAsyncDisposable> Owned { get; init; } = [];
}
