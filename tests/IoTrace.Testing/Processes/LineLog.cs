namespace IoTrace.Testing;

/// <summary>Lines as they come from a stream, for readers on other threads.</summary>
public sealed class LineLog
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _changed = NewSignal();
    private bool _ended;

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<string> Snapshot()
    {
        lock (_lock) return [.. _lines];
    }

    /// <summary>Takes the next line; null is the end of the stream.</summary>
    public void Add(string? line)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (line is null) _ended = true;
            else _lines.Add(line);
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
    }

    /// <summary>The first line with this prefix; null when the stream ends, or the time is over, without one.</summary>
    public async Task<string?> WaitForAsync(string prefix, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            while (true)
            {
                Task changed;
                lock (_lock)
                {
                    var line = _lines.Find(l => l.StartsWith(prefix, StringComparison.Ordinal));
                    if (line is not null || _ended) return line;
                    changed = _changed.Task;
                }

                await changed.WaitAsync(limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
