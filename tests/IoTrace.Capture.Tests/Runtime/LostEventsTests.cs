using IoTrace.Capture.Runtime;

namespace IoTrace.Capture.Tests.Runtime;

public sealed class LostEventsTests
{
    [Fact]
    public void A_thread_id_that_comes_again_is_no_loss()
    {
        // As an hour of pool threads gave it, with five events lost on the way.
        var lost = new LostEvents();
        int[] sums = [0, int.MaxValue, -2, 3, unchecked(3 + int.MaxValue)];
        Assert.Equal([0, 0, 0, 5, 0], sums.Select(lost.Take));
    }
}
