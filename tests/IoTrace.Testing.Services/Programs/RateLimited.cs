using System.Threading.RateLimiting;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Handles as many orders as a rate limiter allows: 20 a second.</summary>
internal sealed class RateLimited(Options options) : ServiceProgram(options)
{
    private readonly TokenBucketRateLimiter _limiter = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = 1,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(50),
        QueueLimit = 1000,
        AutoReplenishment = true,
    });

    public override Task OpenAsync() => Task.CompletedTask;

    public override Task RunAsync(Phase phase) => AllAsync(phase, async () =>
    {
        using var lease = await _limiter.AcquireAsync();
    });

    protected override ValueTask CloseAsync() => _limiter.DisposeAsync();
}
