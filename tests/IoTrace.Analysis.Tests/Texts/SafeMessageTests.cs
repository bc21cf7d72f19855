using IoTrace.Analysis.Texts;

namespace IoTrace.Analysis.Tests.Texts;

public class SafeMessageTests
{
    [Theory]
    [InlineData("a\nb", @"a\nb")]
    [InlineData("a\u001b[31mb", @"a\x1b[31mb")]
    [InlineData("a\u202eb", @"a\u202eb")]
    [InlineData("ä日", "ä日")]
    public void What_comes_from_outside_is_escaped_and_what_the_message_says_is_not(string name, string shown) =>
        Assert.Equal($"Process '{shown}' (7)\nends.", SafeMessage.Of($"Process '{name}' ({7})\nends."));

    // Not as a parameter: an attribute is kept as UTF-8, which has no lone surrogates.
    [Fact]
    public void Half_of_a_character_is_escaped() =>
        Assert.Equal(@"Process 'a\ud800b'", SafeMessage.Of($"Process '{"a" + '\ud800' + "b"}'"));

    [Fact]
    public void Numbers_are_formatted_without_a_culture() => Assert.Equal("1.50", SafeMessage.Of($"{1.5:0.00}"));
}
