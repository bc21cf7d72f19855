using System.Globalization;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>Notes again and again how much processor time the kernel has given to each thread of a process.</summary>
internal sealed class SchedulerClock : IAsyncDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(5);
    private readonly List<Note> _notes = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    public SchedulerClock(int processId) => _work = Task.Run(() => NoteAsync(processId));

    /// <summary>A thread's processor seconds as last noted before a moment, also of one that had ended by then; 0 where it was not there yet.</summary>
    public double Before(int thread, DateTimeOffset moment) =>
        _notes.LastOrDefault(n => n.To <= moment && n.Threads.ContainsKey(thread))?.Threads[thread] ?? 0;

    /// <summary>A thread's processor seconds as first noted after a moment; the last ones where it has ended since.</summary>
    public double After(int thread, DateTimeOffset moment) =>
        NoteAfter(moment).Threads.TryGetValue(thread, out var seconds) ? seconds : Before(thread, moment);

    /// <summary>The process's processor seconds, ended threads included, as last noted before a moment.</summary>
    public double TotalBefore(DateTimeOffset moment) => NoteBefore(moment).Total;

    /// <summary>The process's processor seconds, ended threads included, as first noted after a moment.</summary>
    public double TotalAfter(DateTimeOffset moment) => NoteAfter(moment).Total;

    private Note NoteBefore(DateTimeOffset moment) => _notes.LastOrDefault(n => n.To <= moment) ?? _notes[0];

    private Note NoteAfter(DateTimeOffset moment) => _notes.FirstOrDefault(n => n.From >= moment) ?? _notes[^1];

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
            var from = DateTimeOffset.UtcNow;
            var total = Total(processId);
            var threads = Read(processId);
            _notes.Add(new Note(from, DateTimeOffset.UtcNow, total, threads));
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

    /// <summary>From the process's own line, in ticks of 10 ms; the kernel scales them to the exact sum of all its threads.</summary>
    private static double Total(int processId)
    {
        var fields = File.ReadAllText($"/proc/{processId}/stat").Split(") ")[^1].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / 100;
    }

    private sealed record Note(DateTimeOffset From, DateTimeOffset To, double Total, Dictionary<int, double> Threads);
}
