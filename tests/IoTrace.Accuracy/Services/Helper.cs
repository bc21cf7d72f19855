namespace IoTrace.Accuracy.Services;

/// <summary>A process of one of our own programs that stands beside what is looked at: a relay, a broker, clients.</summary>
internal sealed class Helper : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private readonly TargetProcess _process;

    private Helper(TargetProcess process, string said)
    {
        _process = process;
        Said = said;
    }

    /// <summary>What it says of itself, such as its port.</summary>
    public string Said { get; }

    public static async Task<Helper> StartAsync(string program, params IReadOnlyList<string> arguments)
    {
        var process = TargetProcess.Start(new TargetSetup { Command = [program, .. arguments] });
        try
        {
            return new Helper(process, (await process.WaitForLineAsync("ready", _patience))["ready".Length..].Trim());
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
