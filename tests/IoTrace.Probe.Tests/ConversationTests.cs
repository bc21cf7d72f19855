using System.Globalization;
using IoTrace.Capture.Probe;

namespace IoTrace.Probe.Tests;

/// <summary>On which connections an answer is due: not where one side speaks again and again and nobody answers.</summary>
public sealed class ConversationTests
{
    /// <summary>Of a server that answers nothing as long as a test lasts.</summary>
    private const int Never = 60_000;

    private static readonly string[] s_twelveTimes = [.. Enumerable.Repeat<string[]>(["say", "20"], 12).SelectMany(steps => steps)];

    [Fact]
    public void Who_speaks_again_and_again_unanswered_awaits_nothing()
    {
        var awaited = Awaited(Never, "ready connect mark say 150 say 150 say mark 150 say 150 say 150 say 150 mark");
        Assert.InRange(awaited[0], 0.5, 1);
        Assert.Equal(0, awaited[1], 0.02);
    }

    [Fact]
    public void An_answer_that_comes_late_makes_the_next_question_one()
    {
        var awaited = Awaited(600, "ready connect say 150 say 150 say mark 200 mark hear hear hear mark say hear mark");
        Assert.Equal(0, awaited[0], 0.02);
        Assert.InRange(awaited[2], 0.9, 1);
    }

    [Fact]
    public void A_question_is_awaited_as_long_as_the_answer_takes() =>
        Assert.InRange(Awaited(Never, "ready connect mark say 3000 mark")[0], 0.9, 1);

    [Fact]
    public void Two_questions_at_a_time_are_awaited() =>
        Assert.InRange(Awaited(Never, "ready connect say 150 say mark 1000 mark")[0], 0.9, 1);

    [Fact]
    public void A_message_in_many_pieces_is_one() =>
        Assert.InRange(Awaited(Never, ["ready", "connect", .. Enumerable.Repeat("say", 30), "mark", "1000", "mark"])[0], 0.9, 1);

    [Theory]
    [InlineData("ready connect")]
    [InlineData("connect ready")]
    public void Who_has_said_much_and_never_heard_anything_awaits_nothing(string beginning) =>
        Assert.Equal(0, Awaited(Never, [.. beginning.Split(' '), .. s_twelveTimes, "mark", "500", "mark"])[0], 0.02);

    [Theory]
    [InlineData("ready connect say hear")]
    [InlineData("connect say hear ready")]
    public void Who_has_heard_something_awaits_answers_to_much(string beginning) =>
        Assert.InRange(Awaited(1000, [.. beginning.Split(' '), .. s_twelveTimes, "mark", "500", "mark"])[0], 0.8, 1);

    [Fact]
    public void A_peer_that_takes_no_more_is_awaited_though_it_never_answers() =>
        Assert.InRange(Awaited(Never, "ready connect say 150 say 150 say 150 pour 500 mark 1000 mark")[0], 0.9, 1);

    [Fact]
    public void A_descriptor_that_is_used_again_is_another_connection() =>
        Assert.InRange(Awaited(Never, "ready connect say 150 say 150 say connect mark say 1000 mark")[0], 0.9, 1);

    private static double[] Awaited(int delay, string steps) => Awaited(delay, steps.Split(' '));

    /// <summary>Which share of the time between the marks of a talk with a server was told as waiting for it.</summary>
    private static double[] Awaited(int delay, string[] steps)
    {
        using var server = TestTarget.StartWithoutWaiting("dotnet", [TestTarget.AssemblyPath, "server", $"{delay}"], null);
        var port = server.WaitFor("port");
        using var client = TestTarget.Start(["talk", port, .. steps]);
        using var session = ProbeSession.Attach(client.Id);
        var marks = client.Work().Split(' ').Select(mark => long.Parse(mark, CultureInfo.InvariantCulture)).ToList();
        var told = session.Stop().OfType<ProbeNetworkPending>().Where(span => span.Endpoint == $"127.0.0.1:{port}").ToList();
        return [.. marks.Zip(marks.Skip(1), (from, to) =>
            told.Sum(span => Math.Max(0, Math.Min(to, span.ToTimestamp) - Math.Max(from, span.FromTimestamp))) / (double)(to - from))];
    }
}
