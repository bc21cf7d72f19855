using System.Net;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>An HttpListener whose only client thinks for half a second between two questions that are answered at once.</summary>
internal sealed class QuietListener(Options options) : ServiceProgram(options)
{
    private readonly HttpListener _listener = new();
    private long _served;

    public override Task OpenAsync()
    {
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _ = ServeAsync();
        return Task.CompletedTask;
    }

    public override async Task RunAsync(Phase phase)
    {
        await Task.Delay(TimeSpan.FromSeconds(Options.Real("seconds", 10)));
        phase.Count(Interlocked.Read(ref _served));
    }

    protected override ValueTask CloseAsync()
    {
        _listener.Close();
        return ValueTask.CompletedTask;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            var context = await _listener.GetContextAsync();
            context.Response.Close("ok"u8.ToArray(), false);
            _served++;
        }
    }
}
