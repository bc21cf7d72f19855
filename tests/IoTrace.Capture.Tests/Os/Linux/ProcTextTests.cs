using System.Text;

using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Tests.Os.Linux;

public class ProcTextTests
{
    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [Theory]
    [InlineData("42 (app) S 1 2", "S 1 2")]
    [InlineData("42 (a) b) R 1 2", "R 1 2")]
    [InlineData("42 ((sd-pam)) S 1", "S 1")]
    [InlineData("42 (two\nlines) D 7", "D 7")]
    [InlineData("42 () Z 1", "Z 1")]
    [InlineData("42 (cut)", "")]
    [InlineData("42 (cut) ", "")]
    [InlineData("no parentheses", "")]
    [InlineData("", "")]
    public void The_fields_begin_behind_the_last_parenthesis(string stat, string rest) =>
        Assert.Equal(rest, Encoding.UTF8.GetString(ProcText.AfterCommand(Bytes(stat))));

    [Fact]
    public void Numbers_are_taken_one_after_the_other()
    {
        ReadOnlySpan<byte> text = Bytes("12  345 -1\n");
        Assert.Equal(12, ProcText.NextNumber(ref text));
        Assert.Equal(345, ProcText.NextNumber(ref text));
        Assert.Equal(-1, ProcText.NextNumber(ref text));
        Assert.Equal(-1, ProcText.NextNumber(ref text));
    }

    [Fact]
    public void A_blocked_threads_call_is_a_number_and_hexadecimal_arguments()
    {
        ReadOnlySpan<byte> text = Bytes("202 0x7f7c 0x189 0x0 0xffffffffffffffff 0x0 0x0 0x7ffd6a8 0x7f12\n");
        Assert.Equal(202, ProcText.NextNumber(ref text));
        ulong[] expected = [0x7f7c, 0x189, 0, ulong.MaxValue, 0, 0, 0x7ffd6a8, 0x7f12, 0];
        foreach (var value in expected)
        {
            Assert.Equal(value, ProcText.NextHex(ref text));
        }
    }

    [Theory]
    [InlineData("rchar: 5\nwchar: 6\nread_bytes: 7\ncancelled_write_bytes: 9\nwrite_bytes: 8\n", "write_bytes", 8L)]
    [InlineData("rchar: 5\nread_bytes: 7\n", "read_bytes", 7L)]
    [InlineData("nr_periods 4\nthrottled_time 123\n", "throttled_time", 123L)]
    [InlineData("rchar: 5", "rchar", 5L)]
    [InlineData("rchar:\t5", "rchar", 5L)]
    [InlineData("rchars: 5\n", "rchar", null)]
    [InlineData("rchar: x\n", "rchar", null)]
    [InlineData("rchar", "rchar", null)]
    [InlineData("", "rchar", null)]
    public void Values_are_found_by_their_key(string text, string key, long? expected) => Assert.Equal(expected, ProcText.Value(Bytes(text), Bytes(key)));

    [Theory]
    [InlineData("0-3,8\n", 5)]
    [InlineData("\t0,2", 2)]
    [InlineData("7", 1)]
    [InlineData("", 0)]
    [InlineData("none", 0)]
    [InlineData("3-1", 0)]
    public void Lists_of_ranges_are_counted(string text, int expected) => Assert.Equal(expected, ProcText.NumbersOf(text).Count);

    [Theory]
    [InlineData("a b c", 0, "a b c")]
    [InlineData("a b c", 2, "c")]
    [InlineData("a b c", 3, "")]
    public void Fields_are_skipped(string text, int count, string rest) => Assert.Equal(rest, Encoding.UTF8.GetString(ProcText.Skip(Bytes(text), count)));
}
