using IoTrace.Analysis.Waits;

namespace IoTrace.Analysis.Tests.Waits;

/// <summary>Looks at a connection a quarter of a second apart, and whose turn it is.</summary>
public sealed class ConversationTests
{
    private readonly Conversation conversation = new();
    private double now = 100;

    [Fact]
    public void A_question_is_due_until_it_is_answered()
    {
        Assert.Equal(Turn.Due, Look(sent: 0.1, heard: 9, bytes: 0));
        Assert.Equal(Turn.Due, Look(sent: 0.35, heard: 9, bytes: 0));
        Assert.Equal(99.9, conversation.SpokeAt.Nanoseconds / 1e9, 1e-6);
        Assert.Equal(Turn.Quiet, Look(sent: 0.6, heard: 0.1, bytes: 20));
        Assert.Equal(Turn.Due, Look(sent: 0.1, heard: 0.35, bytes: 20));
    }

    [Fact]
    public void What_is_said_within_a_tick_of_the_answer_is_told_by_its_acknowledgement()
    {
        // The next question follows at once; the kernel on the other side has not acknowledged it, and then has.
        Assert.Equal(Turn.Due, Look(sent: 0.02, heard: 0.02, acknowledged: 0.02, unacknowledged: 1));
        Assert.Equal(Turn.Due, Look(sent: 0.06, heard: 0.06, acknowledged: 0.02));
        // The answer brings the acknowledgement along.
        Assert.Equal(Turn.Unclear, Look(sent: 0.06, heard: 0.06, acknowledged: 0.06, segments: 5));
        Assert.Equal(Turn.Quiet, Look(sent: 0.3, heard: 0.3, acknowledged: 0.3, segments: 5));
    }

    [Fact]
    public void What_is_said_within_a_tick_is_told_by_the_segments_of_each_side_where_each_turn_has_one()
    {
        Assert.Equal(Turn.Due, Look(sent: 0.02, heard: 0.06, segments: 9, segmentsHeard: 8));
        Assert.Equal(Turn.Quiet, Look(sent: 0.06, heard: 0.02, segments: 12, segmentsHeard: 12));
        Assert.Equal(Turn.Due, Look(sent: 0.02, heard: 0.02, segments: 17, segmentsHeard: 16));
        Assert.Equal(Turn.Unclear, Look(sent: 0.02, heard: 0.02, segments: 20, segmentsHeard: 20));
        Assert.Equal(Turn.Unclear, Look(sent: 0.02, heard: 0.02, segments: 25, segmentsHeard: 20));
    }

    [Fact]
    public void Who_opens_a_connection_asks_first()
    {
        Assert.Equal(Turn.Due, Look(sent: 0.02, heard: 0.02, segments: 101, segmentsHeard: 100));
        Assert.Equal(Turn.Unclear, new ConversationTests().Look(sent: 0.02, heard: 0.02, segments: 100, segmentsHeard: 100));
    }

    [Fact]
    public void Who_speaks_again_and_again_unanswered_expects_no_answer_until_one_comes()
    {
        Assert.Equal(Turn.Due, Look(sent: 0.2, heard: 9, bytes: 500));
        Assert.Equal(Turn.Due, Look(sent: 0.15, heard: 9, bytes: 500));
        Assert.Equal(Turn.OneWay, Look(sent: 0.12, heard: 9, bytes: 500));
        Assert.Equal(Turn.OneWay, Look(sent: 0.37, heard: 9, bytes: 500));
        Assert.Equal(Turn.Due, Look(sent: 0.1, heard: 0.2, bytes: 501));
    }

    [Fact]
    public void A_long_question_is_one()
    {
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(Turn.Due, Look(sent: 0.001, heard: 9, bytes: 500, segments: 1000 + i));
        }
    }

    [Fact]
    public void What_the_network_sends_again_was_not_said_again()
    {
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(Turn.Due, Look(sent: 0.15, heard: 9, unacknowledged: 1));
        }
    }

    [Fact]
    public void Nobody_answers_where_much_was_said_and_nothing_ever_heard()
    {
        Assert.Equal(Turn.OneWay, Look(sent: 0.2, heard: 9, bytes: 0, segments: 10));
        Assert.Equal(Turn.Due, new ConversationTests().Look(sent: 0.2, heard: 9, bytes: 0, segments: 9));
    }

    [Fact]
    public void A_connect_is_asked_and_a_connection_without_a_word_is_not()
    {
        Assert.Equal(Turn.Due, Look(sent: 0, heard: 0, bytes: 0, segments: 0, kind: TcpKind.Told | TcpKind.Connecting));
        Assert.Equal(Turn.Quiet, new ConversationTests().Look(sent: 5, heard: 5, bytes: 0, segments: 0));
        Assert.Equal(Turn.Untold, new ConversationTests().Look(sent: 0, heard: 0, kind: TcpKind.None));
    }

    [Fact]
    public void News_comes_again_and_again_and_a_sign_of_life_does_not()
    {
        Look(sent: 9, heard: 0.1, segmentsHeard: 5);
        Look(sent: 9, heard: 0.1, segmentsHeard: 6);
        Assert.Null(conversation.News);
        Look(sent: 9, heard: 0.1, segmentsHeard: 7);
        Assert.NotNull(conversation.News);
        // An answer to what was said is none.
        var polite = new ConversationTests();
        for (var i = 0; i < 4; i++)
        {
            polite.Look(sent: 0.1, heard: 0.05, segments: 3 + i, segmentsHeard: 5 + i);
        }

        Assert.Null(polite.conversation.News);
        Assert.Equal(3, polite.conversation.Exchanges);
    }

    private Turn Look(double sent, double heard, long bytes = 500, long segments = 3, long segmentsHeard = 3, double? acknowledged = null, long unacknowledged = 0, TcpKind kind = TcpKind.Told)
    {
        var at = new Timestamp((long)(now * 1e9));
        now += 0.25;
        conversation.Take(new TcpSample(
            1, "db:5432", kind, at, at, Duration.FromSeconds(sent), Duration.FromSeconds(heard), Duration.FromSeconds(acknowledged ?? sent), bytes, segments, segmentsHeard, unacknowledged, 0));
        return conversation.At(at);
    }
}
