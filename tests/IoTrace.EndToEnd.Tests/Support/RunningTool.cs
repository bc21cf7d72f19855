using System.Diagnostics;

namespace IoTrace.EndToEnd.Tests.Support;

/// <summary>The tool while it runs, for tests that do something to it. Disposing it kills it and what it started.</summary>
internal sealed class RunningTool : IAsyncDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly LineLog _output = new();
    private readonly Task<string> _error;

    private RunningTool(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _output.Add(line.Data);
        process.BeginOutputReadLine();
        _error = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    private string Output => string.Concat(_output.Snapshot().Select(line => line + '\n'));

    public static async Task<RunningTool> StartAsync(params IReadOnlyList<string> arguments)
    {
        // In a session of its own: at a terminal, Ctrl+C is for all that the tool runs, and the tool does not send it again.
        var start = new ProcessStartInfo("setsid", [await InstalledTool.PathAsync(), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new RunningTool(Process.Start(start)!);
    }

    /// <summary>Sends it a signal, by the name that kill(1) knows.</summary>
    public Task SignalAsync(string signal) => Signals.SendAsync(Id, signal);

    /// <summary>Waits until it, or the command that it runs, writes a line that starts so.</summary>
    public async Task SaysAsync(string prefix) =>
        Assert.True(await _output.WaitForAsync(prefix, _limit) is not null, $"no line \"{prefix}\" in: {Output}");

    /// <summary>Waits for its end.</summary>
    public async Task<ToolResult> WaitAsync()
    {
        using var limit = new CancellationTokenSource(_limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"iotrace {string.Join(' ', _process.StartInfo.ArgumentList)} hangs");
        }

        return new ToolResult(_process.ExitCode, Output, await _error, TimedOut: false);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
