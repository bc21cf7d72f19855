using IoTrace.Capture.Recording;

namespace IoTrace.Capture.Tests.Recording;

public sealed class LossNoticesTests
{
    private static Timestamp At(double seconds) => new((long)(seconds * 1e9));

    [Fact]
    public void Without_a_loss_nothing_is_told()
    {
        var notices = new LossNotices();
        Assert.False(notices.Delivered(0, At(1)));
        Assert.False(notices.Found(0, At(9)));
        Assert.Null(notices.Take(At(9)));
        Assert.Null(notices.Rest(At(9)));
    }

    [Fact]
    public void A_loss_is_told_at_once_and_again_when_all_that_was_read_with_it_has_come()
    {
        var notices = new LossNotices();
        Assert.False(notices.Delivered(0, At(1)));
        Assert.True(notices.Delivered(5, At(1.1)));
        Assert.Equal(new EventsDropped(At(1.2), 5) { Delivered = 2 }, notices.Take(At(1.2)));
        Assert.Null(notices.Take(At(1.3)));
        Assert.False(notices.Delivered(0, At(2.1)));
        Assert.True(notices.Delivered(0, At(2.3)));
        Assert.Equal(new EventsDropped(At(2.4), 0) { Delivered = 2 }, notices.Take(At(2.4)));
        Assert.False(notices.Delivered(0, At(9)));
        Assert.Null(notices.Take(At(9)));
    }

    [Fact]
    public void Losses_that_follow_each_other_are_told_with_what_comes_next()
    {
        var notices = new LossNotices();
        Assert.True(notices.Delivered(5, At(1)));
        Assert.True(notices.Delivered(2, At(1)));
        Assert.Equal(7, notices.Take(At(3))!.Count);
        // From the time at which it was told, not from that of the observation before.
        Assert.False(notices.Delivered(0, At(3)));
    }

    [Fact]
    public void What_came_after_the_last_loss_is_told_at_the_end_and_ends_nothing()
    {
        var notices = new LossNotices();
        notices.Delivered(1, At(1));
        notices.Take(At(1));
        notices.Delivered(0, At(1.5));
        notices.Delivered(0, At(1.6));
        Assert.Equal(new EventsDropped(At(2), 0) { Delivered = 2, OfRequests = false }, notices.Rest(At(2)));
        Assert.Null(notices.Rest(At(2)));
    }
}
