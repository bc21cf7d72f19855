using System.Globalization;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>Notes again and again how much processor time the kernel has given to each thread of a process.</summary>
internal sealed class SchedulerClock : IAsyncDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(10);
    private readonly List<(DateTimeOffset At, Dictionary<int, double> Seconds)> _notes = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    public SchedulerClock(int processId) => _work = Task.Run(() => NoteAsync(processId));

    /// <summary>A thread's processor seconds up to a moment; 0 where it was not there yet.</summary>
    public double At(int thread, DateTimeOffset moment)
    {
        var after = _notes.FindIndex(n => n.At >= moment);
        if (after < 0) return _notes[^1].Seconds.GetValueOrDefault(thread);
        if (after == 0) return _notes[0].Seconds.GetValueOrDefault(thread);
        var (earlier, later) = (_notes[after - 1], _notes[after]);
        var part = (moment - earlier.At) / (later.At - earlier.At);
        var (from, to) = (earlier.Seconds.GetValueOrDefault(thread), later.Seconds.GetValueOrDefault(thread));
        return from + (part * (to - from));
    }

    /// <summary>Stops noting; only then it may be asked.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task NoteAsync(int processId)
    {
        while (!_stop.IsCancellationRequested)
        {
            _notes.Add((DateTimeOffset.UtcNow, Read(processId)));
            await Task.Delay(_interval, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Dictionary<int, double> Read(int processId)
    {
        var seconds = new Dictionary<int, double>();
        foreach (var task in Directory.GetDirectories($"/proc/{processId}/task"))
        {
            try
            {
                seconds.Add(
                    int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture),
                    long.Parse(File.ReadAllText($"{task}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1e9);
            }
            catch (IOException)
            {
                // The thread has ended since it was listed.
            }
        }

        return seconds;
    }
}
