namespace IoTrace.Accuracy.Running;

/// <summary>Processes that compute beside the runs.</summary>
internal sealed class BusyNeighbours : IAsyncDisposable
{
    /// <summary>They end by themselves, should nobody be left to end them; in seconds, longer than any suite.</summary>
    private const int AtMost = 6 * 3600;

    private readonly List<TargetProcess> _processes = [];

    public static async Task<BusyNeighbours> StartAsync(int count)
    {
        var neighbours = new BusyNeighbours();
        try
        {
            for (var i = 0; i < count; i++) neighbours._processes.Add(await TargetProcess.StartAsync("cpu-loop", "--seconds", $"{AtMost}"));
            return neighbours;
        }
        catch
        {
            await neighbours.DisposeAsync();
            throw;
        }
    }

    public int Count => _processes.Count;

    /// <summary>Lets them run on these processors only, such as "0" or "0-1", with all of their threads.</summary>
    public void KeepTo(string processors) =>
        _processes.ForEach(p => ToolRunner.Run("taskset", "--all-tasks", "--cpu-list", "--pid", processors, $"{p.Id}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
    }
}
