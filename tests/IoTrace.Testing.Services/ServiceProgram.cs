namespace IoTrace.Testing.Services;

/// <summary>Repeats one operation of a client or server.</summary>
internal abstract class ServiceProgram(Options options) : IAsyncDisposable
{
    protected Options Options { get; } = options;

    protected int Port => int.Parse(Options.Required("port"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How many operations run at a time.</summary>
    protected int Concurrency => Options.Number("concurrency", 1);

    /// <summary>Connects, and makes what the operations need.</summary>
    public abstract Task OpenAsync();

    /// <summary>Repeats the operation until the phase is over.</summary>
    public abstract Task RunAsync(Phase phase);

    public ValueTask DisposeAsync() => CloseAsync();

    protected virtual ValueTask CloseAsync() => ValueTask.CompletedTask;

    /// <summary>Repeats an operation on so many tasks at a time.</summary>
    protected Task AllAsync(Phase phase, Func<Task> operation) => Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(async () =>
    {
        while (phase.Goes)
        {
            await operation();
            phase.Count();
        }
    })));
}
