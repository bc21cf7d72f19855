using IoTrace.Analysis.Waits;

namespace IoTrace.Analysis.Tests.Waits;

public class SpansTests
{
    [Theory]
    [InlineData("10-20 30-40", "10-20 30-40")]
    [InlineData("30-40 10-20", "10-20 30-40")]
    [InlineData("10-20 20-30", "10-30")]
    [InlineData("10-20 30-40 15-35", "10-40")]
    [InlineData("10-20 30-40 50-60 25-35", "10-20 25-40 50-60")]
    [InlineData("30-40 50-60 5-10 12-14", "5-10 12-14 30-40 50-60")]
    public void Spans_in_any_order_come_out_in_order_and_without_overlap(string added, string expected)
    {
        var spans = new List<(Timestamp From, Timestamp To)>();
        foreach (var bounds in added.Split(' ').Select(s => s.Split('-').Select(n => new Timestamp(long.Parse(n, null))).ToArray()))
        {
            Spans.Join(spans, bounds[0], bounds[1]);
        }

        Assert.Equal(expected, string.Join(' ', spans.Select(s => $"{s.From.Nanoseconds}-{s.To.Nanoseconds}")));
    }
}
