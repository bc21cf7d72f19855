using Microsoft.AspNetCore.SignalR.Client;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>Invokes a method of a hub, one call after the other.</summary>
internal sealed class SignalRClient(Options options) : ServiceProgram(options)
{
    private HubConnection _hub = null!;

    public override Task OpenAsync()
    {
        _hub = new HubConnectionBuilder().WithUrl(new Uri($"http://127.0.0.1:{Port}/prices")).Build();
        return _hub.StartAsync();
    }

    public override async Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            await _hub.InvokeAsync<double>("Price", (int)phase.Operations);
            phase.Count();
        }
    }

    protected override ValueTask CloseAsync() => _hub.DisposeAsync();
}
