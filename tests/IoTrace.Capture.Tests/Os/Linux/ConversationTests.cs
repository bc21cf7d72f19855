using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Tests.Os.Linux;

/// <summary>Looks at a connection a quarter of a second apart, and whether an answer is due.</summary>
public sealed class ConversationTests
{
    private readonly Conversation conversation = new();
    private double now = 100;

    [Fact]
    public void A_question_is_due_until_it_is_answered()
    {
        Assert.Equal(99.9, Look(since: 0.1, heard: 0)!.Value, 1e-6);
        Assert.Equal(99.9, Look(since: 0.35, heard: 0)!.Value, 1e-6);
        Assert.Null(Look(since: 0.6, heard: 20, spokeLast: false));
        Assert.NotNull(Look(since: 0.1, heard: 20));
    }

    [Fact]
    public void Who_speaks_again_and_again_unanswered_expects_no_answer_until_one_comes()
    {
        Assert.NotNull(Look(since: 0.2, heard: 500));
        Assert.NotNull(Look(since: 0.15, heard: 500));
        Assert.Null(Look(since: 0.12, heard: 500));
        Assert.Null(Look(since: 0.37, heard: 500));
        Assert.NotNull(Look(since: 0.1, heard: 501));
    }

    [Fact]
    public void A_long_question_is_one()
    {
        for (var i = 0; i < 8; i++)
        {
            Assert.NotNull(Look(since: 0.001, heard: 500, segments: 1000));
        }

        Assert.NotNull(Look(since: 0.2, heard: 500, segments: 1000));
    }

    [Fact]
    public void What_the_network_sends_again_was_not_said_again()
    {
        for (var i = 0; i < 8; i++)
        {
            Assert.NotNull(Look(since: 0.15, heard: 500, unacknowledged: true));
        }
    }

    [Fact]
    public void Who_looks_late_has_not_heard_it_again()
    {
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(99.8 - (i % 2 * 0.05), Look(since: 0.2 + (0.25 * i), heard: 500, late: i % 2 * 0.05)!.Value, 1e-6);
        }
    }

    [Fact]
    public void Nobody_answers_where_much_was_said_and_nothing_ever_heard()
    {
        Assert.Null(Look(since: 0.2, heard: 0, segments: 10));
        Assert.NotNull(new Conversation().Unanswered(new TcpSides(true, Duration.Zero, 0, 9, false), default, default));
    }

    private double? Look(double since, ulong heard, bool spokeLast = true, uint segments = 3, bool unacknowledged = false, double late = 0)
    {
        var asked = new Timestamp((long)((now - late) * 1e9));
        var told = new Timestamp((long)(now * 1e9));
        now += 0.25;
        return conversation.Unanswered(new TcpSides(spokeLast, Duration.FromSeconds(since), heard, segments, unacknowledged), asked, told) is { } from ? from.Nanoseconds / 1e9 : null;
    }
}
