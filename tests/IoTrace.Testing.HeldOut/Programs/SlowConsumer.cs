using System.Threading.Channels;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>A producer that waits for room in a channel, most of the time, as its consumer computes.</summary>
internal sealed class SlowConsumer(Options options) : ServiceProgram(options)
{
    private double _sum;

    public override Task OpenAsync() => Task.CompletedTask;

    public override Task RunAsync(Phase phase)
    {
        var orders = Channel.CreateBounded<int>(8);
        return Task.WhenAll(
            Task.Run(async () =>
            {
                for (var i = 0; phase.Goes; i++) await orders.Writer.WriteAsync(i);
                orders.Writer.Complete();
            }),
            Task.Run(async () =>
            {
                await foreach (var order in orders.Reader.ReadAllAsync())
                {
                    for (var i = 1; i < 100_000; i++) _sum += Math.Sqrt(order + i) / i;
                    phase.Count();
                }
            }));
    }
}
