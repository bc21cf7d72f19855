using IoTrace.Reports.Tests.Made;

namespace IoTrace.Reports.Tests.Formatting;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("/srv/orders.log", "/srv/orders.log")]
    [InlineData("a\nb\r\tc", @"a\nb\r\tc")]
    [InlineData("\u001b[2J\u009b2J\u0007\0", @"\x1b[2J\x9b2J\x07\x00")]
    [InlineData("\u202egpj.exe", @"\u202egpj.exe")]
    [InlineData("a\u200bb\ufeff", @"a\u200bb\ufeff")]
    [InlineData("a\u2028b", @"a\u2028b")]
    [InlineData("91\u00a0%", "91 %")]
    [InlineData("Straße 漢字 🙂", "Straße 漢字 🙂")]
    [InlineData("[red]no markup[/]", "[red]no markup[/]")]
    public void What_a_terminal_would_obey_is_shown_instead(string text, string expected) => Assert.Equal(expected, SafeText.Of(text));

    [Theory]
    [InlineData("3 µs – 4 µs…", "3 us - 4 us...")]
    [InlineData("“a” → b", "\"a\" -> b")]
    [InlineData("Straße", @"Stra\xdfe")]
    [InlineData("🙂", @"\U0001f642")]
    public void In_ASCII_the_common_signs_are_spelled_and_the_others_escaped(string text, string expected) =>
        Assert.Equal(expected, SafeText.Of(text, unicode: false));

    [Fact]
    public void A_broken_surrogate_is_escaped() => Assert.Equal(@"\ud800x\udc00", SafeText.Of("\ud800x\udc00"));

    [Fact]
    public void Safe_text_is_left_as_it_is()
    {
        var once = SafeText.Of(Hostile.Text);
        Assert.Equal(once, SafeText.Of(once));
        Assert.DoesNotContain(once, char.IsControl);
    }
}
