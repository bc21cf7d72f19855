namespace IoTrace.Capture.Tests;

public sealed class ClockAnchorTests
{
    [Fact]
    public void A_processor_that_is_lost_between_the_two_clocks_does_not_move_them_apart()
    {
        var anchor = ClockAnchor.Now(new HeldUpOnce());
        var later = ClockAnchor.Now(TimeProvider.System);

        Assert.InRange((later.Utc - anchor.ToUtc(later.Monotonic)).TotalMilliseconds, -10, 10);
    }

    /// <summary>Whoever asks it the first time loses the processor right after.</summary>
    private sealed class HeldUpOnce : TimeProvider
    {
        private bool asked;

        public override DateTimeOffset GetUtcNow()
        {
            var now = base.GetUtcNow();
            if (!asked)
            {
                asked = true;
                Thread.Sleep(50);
            }

            return now;
        }
    }
}
