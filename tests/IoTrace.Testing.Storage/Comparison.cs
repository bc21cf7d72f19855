namespace IoTrace.Testing.Storage;

/// <summary>One program in two folders by turns, in one process, so that both meet the same machine and the same compiled code.</summary>
internal static class Comparison
{
    /// <returns>Operations a second in each of the two.</returns>
    public static async Task<(double First, double Second)> RunAsync(StorageProgram first, StorageProgram second, int slices, TimeSpan slice)
    {
        StorageProgram[] both = [first, second];
        // The first slices only compile and warm up.
        foreach (var program in both) await program.RunAsync(new Phase(slice));

        var (operations, seconds) = (new long[2], new double[2]);
        for (var i = 0; i < slices; i++)
        {
            // A B B A: a machine that gets slower or faster meanwhile does so for both.
            var which = i % 4 is 0 or 3 ? 0 : 1;
            var phase = new Phase(slice);
            await both[which].RunAsync(phase);
            seconds[which] += phase.Elapsed.TotalSeconds;
            operations[which] += phase.Operations;
        }

        return (operations[0] / seconds[0], operations[1] / seconds[1]);
    }
}
