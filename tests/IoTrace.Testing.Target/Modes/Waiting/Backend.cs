using System.Collections.Concurrent;
using System.Diagnostics;

namespace IoTrace.Testing.Target.Modes.Waiting;

/// <summary>
/// Answers each question a fixed time after it came, from a thread of its own: timers would need a pool thread, and
/// the starved pool has none to give.
/// </summary>
internal sealed class Backend : IDisposable
{
    private readonly BlockingCollection<(long Asked, TaskCompletionSource Answer)> _questions = [];

    public Backend(TimeSpan period) => new Thread(() => Answer(period)) { Name = "backend", IsBackground = true }.Start();

    public Task AskAsync()
    {
        var answer = new TaskCompletionSource();
        try
        {
            _questions.Add((Stopwatch.GetTimestamp(), answer));
        }
        catch (InvalidOperationException)
        {
            // Work that is still queued when the mode ends asks nobody; the process ends before it gets an answer.
        }

        return answer.Task;
    }

    public void Dispose() => _questions.CompleteAdding();

    private void Answer(TimeSpan period)
    {
        foreach (var (asked, answer) in _questions.GetConsumingEnumerable())
        {
            var rest = period - Stopwatch.GetElapsedTime(asked);
            if (rest > TimeSpan.Zero) Thread.Sleep(rest);
            answer.SetResult();
        }
    }
}
