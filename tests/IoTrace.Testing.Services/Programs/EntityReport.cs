using Microsoft.EntityFrameworkCore;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Loads and tracks all orders and adds them up by customer, again and again: it looks like the database and is computing.</summary>
internal sealed class EntityReport(Options options) : PostgresProgram(options)
{
    private double _sum;

    public override async Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            await using var context = new EntityOrders(Port);
            var orders = await context.Orders.ToListAsync();
            for (var i = 0; i < 10; i++) _sum += orders.GroupBy(o => o.Customer).Sum(group => group.OrderBy(o => o.Price).Average(o => o.Price));
            phase.Count();
        }
    }
}
