using IoTrace.Testing.Target.Modes.Cpu;

namespace IoTrace.Testing.Kestrel;

/// <summary>What a request does; the names profiles must show.</summary>
internal sealed class PriceEndpoint(int steps, string? url) : IDisposable
{
    private readonly HttpClient _client = new();
    private readonly Uri? _url = url is null ? null : new Uri(url);

    public async Task<string> GetAsync()
    {
        if (_url is not null) await _client.GetByteArrayAsync(_url);
        return Price();
    }

    public void Dispose() => _client.Dispose();

    private string Price()
    {
        var price = 0.0;
        for (var i = 0; i < steps; i++) price += PriceModel.Outer(1000);
        return $"{price:F2}";
    }
}
