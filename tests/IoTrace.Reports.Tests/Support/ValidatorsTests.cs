namespace IoTrace.Reports.Tests.Support;

public sealed class ValidatorsTests
{
    [Fact]
    public void A_missing_program_is_named_together_with_the_remedy()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Validators.Run("no-such-node", []));

        Assert.Contains("no-such-node cannot be run", error.Message, StringComparison.Ordinal);
        Assert.Contains("install Node.js", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_validator_says_how_it_is_called()
    {
        Validators.InstallOnce();
        var (exitCode, _, errors) = Validators.Run("node", ["validate.mjs"]);

        Assert.Equal(2, exitCode);
        Assert.StartsWith("usage:", errors, StringComparison.Ordinal);
    }
}
