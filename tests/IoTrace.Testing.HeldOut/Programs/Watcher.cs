namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>Waits for files in a folder to which nobody writes.</summary>
internal sealed class Watcher(Options options) : ServiceProgram(options)
{
    public override Task OpenAsync() => Task.CompletedTask;

    public override async Task RunAsync(Phase phase)
    {
        using var watcher = new FileSystemWatcher(Path.GetTempPath(), "*.nobody-writes-this") { EnableRaisingEvents = true };
        var seen = new TaskCompletionSource();
        watcher.Created += (_, _) => seen.TrySetResult();
        phase.Count();
        await Task.WhenAny(seen.Task, Task.Delay(TimeSpan.FromSeconds(Options.Real("seconds", 10))));
    }
}
