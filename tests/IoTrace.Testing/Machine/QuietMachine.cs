namespace IoTrace.Testing;

/// <summary>Waits until the machine has processors to spare, so that what is measured is the program and not its neighbours.</summary>
public static class QuietMachine
{
    /// <summary>A share of all processors that leaves a program of one or two threads alone.</summary>
    private const double Quiet = 0.2;

    private static readonly TimeSpan _look = TimeSpan.FromSeconds(0.5);

    /// <summary>Returns whether it became quiet within that time.</summary>
    public static async Task<bool> WaitAsync(TimeSpan limit, CancellationToken cancellationToken = default)
    {
        for (var waited = TimeSpan.Zero; waited < limit; waited += _look)
        {
            var load = NeighbourLoad.Begin();
            await Task.Delay(_look, cancellationToken);
            if (load.Share() < Quiet) return true;
        }

        return false;
    }
}
