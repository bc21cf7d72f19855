namespace IoTrace.EndToEnd.Tests.Support;

/// <summary>Sends signals.</summary>
internal static class Signals
{
    /// <param name="signal">A name that kill(1) knows: TERM, STOP.</param>
    public static async Task SendAsync(int processId, string signal)
    {
        var result = await ToolRunner.RunAsync("kill", $"-{signal}", $"{processId}");
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
