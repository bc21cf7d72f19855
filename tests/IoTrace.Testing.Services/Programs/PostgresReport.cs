using System.Text.Json;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Reads all orders and makes JSON of them several times over: the server's part is small.</summary>
internal sealed class PostgresReport(Options options) : PostgresProgram(options)
{
    private const int Copies = 100;
    private long _length;

    public override async Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            List<Order> orders = [];
            if (Options.Text("free") is null)
            {
                await using var command = Source.CreateCommand("select id, customer, price from orders");
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync()) orders.Add(new Order(reader.GetInt32(0), reader.GetString(1), reader.GetDouble(2)));
            }
            else
            {
                for (var i = 0; i < Orders; i++) orders.Add(new Order(i, $"customer {i % 97}", i % 1000 / 10.0));
            }

            for (var i = 0; i < Copies; i++) _length += JsonSerializer.SerializeToUtf8Bytes(orders.OrderBy(o => o.Price)).Length;
            phase.Count();
        }
    }

    private sealed record Order(int Id, string Customer, double Price);
}
