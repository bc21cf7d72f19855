using Polly;
using Polly.Retry;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>Waits that a program has put upon itself; --wait is how long each is.</summary>
internal sealed class Waits(Options options, Func<TimeSpan, Func<Task>> make) : ServiceProgram(options)
{
    private static readonly SemaphoreSlim _one = new(1);

    public override Task OpenAsync() => Task.CompletedTask;

    public override Task RunAsync(Phase phase) => AllAsync(phase, make(Options.Time("wait", 20)));

    /// <summary>An operation that fails twice, and is tried again after a while.</summary>
    public static Func<Task> Retry(TimeSpan wait)
    {
        var retries = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions { Delay = wait, MaxRetryAttempts = 3 }).Build();
        return async () =>
        {
            var tries = 0;
            await retries.ExecuteAsync(_ => ++tries < 3 ? throw new TimeoutException() : ValueTask.CompletedTask);
        };
    }

    /// <summary>Looks whether a file is there, sleeps, and looks again.</summary>
    public static Func<Task> PollExists(TimeSpan wait) => () =>
    {
        if (File.Exists("/tmp/nobody-makes-this")) throw new InvalidOperationException("somebody did");
        if (wait > TimeSpan.Zero) Thread.Sleep(wait);
        return Task.CompletedTask;
    };

    /// <summary>An asynchronous lock whose holder waits.</summary>
    public static Func<Task> AsyncLock(TimeSpan wait) => async () =>
    {
        await _one.WaitAsync();
        try
        {
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
        }
        finally
        {
            _one.Release();
        }
    };
}
