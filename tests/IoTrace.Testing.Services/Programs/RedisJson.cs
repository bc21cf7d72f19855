using System.Text.Json;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Gets a large value from a server near by, and reads it as JSON: the reading takes most of the time.</summary>
internal sealed class RedisJson(Options options) : RedisProgram(options)
{
    private double _sum;

    public override async Task RunAsync(Phase phase)
    {
        var (database, free) = (Redis.GetDatabase(), Options.Text("free") is not null);
        while (phase.Goes)
        {
            string? basket = free ? Basket : await database.StringGetAsync("basket");
            for (var i = 0; i < 20; i++) _sum += JsonSerializer.Deserialize<List<Article>>(basket!)!.Sum(a => a.Price);
            phase.Count();
        }
    }

    private sealed record Article(int Number, string Name, double Price);
}
