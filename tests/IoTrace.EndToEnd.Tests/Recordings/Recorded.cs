using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Recordings;

/// <summary>One program profiled once for all tests, with everything written that can be.</summary>
public sealed class Recorded : IAsyncLifetime
{
    private static readonly Lazy<Task<(TempFolder Folder, string Output)>> _once = new(MakeAsync);

    public string Recording => At("orders.iotrace");

    public string Json => At("live.json");

    public string Markdown => At("live.md");

    public string Speedscope => At("live.speedscope.json");

    /// <summary>What the tool and the program wrote to standard output.</summary>
    public string Output => _once.Value.Result.Output;

    public Task InitializeAsync() => _once.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    private static string At(string name) => _once.Value.Result.Folder.At(name);

    private static async Task<(TempFolder, string)> MakeAsync()
    {
        var folder = new TempFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        var result = await Tool.RunAsync(
            "launch", "-o", folder.At("orders.iotrace"), "--json", folder.At("live.json"), "--markdown", folder.At("live.md"),
            "--speedscope", folder.At("live.speedscope.json"), "--", TargetProcess.Executable, "lock-io", "--seconds", "3");
        Assert.True(result.ExitCode == 0, result.ToString());
        return (folder, result.Output);
    }
}
