using System.Text.Json;
using StackExchange.Redis;

namespace IoTrace.Testing.Services.Programs;

/// <summary>A client of Redis.</summary>
internal abstract class RedisProgram(Options options) : ServiceProgram(options)
{
    protected ConnectionMultiplexer Redis { get; private set; } = null!;

    /// <summary>What is stored under "basket": some 100 KB of JSON.</summary>
    protected string Basket { get; } = JsonSerializer.Serialize(Enumerable.Range(0, 2000).Select(i => new { Number = i, Name = $"article {i}", Price = i / 7.0 }));

    public override async Task OpenAsync()
    {
        Redis = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{Port},connectTimeout=20000,syncTimeout=20000,asyncTimeout=20000");
        await Redis.GetDatabase().StringSetAsync("price", "21.5");
        await Redis.GetDatabase().StringSetAsync("basket", Basket);
    }

    protected override async ValueTask CloseAsync() => await Redis.DisposeAsync();
}
