using Microsoft.EntityFrameworkCore;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Looks orders up by their number with Entity Framework, one after the other.</summary>
internal sealed class EntityRows(Options options) : PostgresProgram(options)
{
    public override Task RunAsync(Phase phase) => AllAsync(phase, async () =>
    {
        await using var context = new EntityOrders(Port);
        var number = Random.Shared.Next(1, Orders);
        await context.Orders.AsNoTracking().FirstAsync(o => o.Id == number);
    });
}
