using IoTrace.Capture.Recording;
using IoTrace.Capture.Targets;

namespace IoTrace.Capture;

/// <summary>What to launch.</summary>
/// <param name="Command">The program, looked up in PATH.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Duration">How long to profile; null for until it ends.</param>
/// <param name="Children">Whether to profile the SDK's own helper processes as well, and report every .NET process.</param>
/// <param name="Probe">Whether to load the probe, for exact figures of files and sockets.</param>
public sealed record LaunchRequest(string Command, IReadOnlyList<string> Arguments, TimeSpan? Duration, bool Children, bool Probe);

/// <summary>Starts a command and profiles the .NET processes in it, the first one from its first instruction.</summary>
public sealed class LaunchCapture : IAsyncDisposable
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LaterPoll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SearchInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    private readonly LaunchRequest request;
    private readonly TimeProvider time;
    private readonly ChildCommand child;
    private readonly PublishedSockets sockets;
    private readonly HashSet<int> seen = [];
    private readonly List<Observed> observed = [];
    private readonly TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
    private readonly CancellationTokenSource childGone = new();
    private readonly Task childExit;
    private long searchedAt;
    private IoTraceException? refusal;
    private Task keepResuming = Task.CompletedTask;

    private LaunchCapture(LaunchRequest request, ChildCommand child, TimeProvider time)
    {
        this.request = request;
        this.child = child;
        this.time = time;
        sockets = new PublishedSockets(Path.GetTempPath(), time);
        searchedAt = time.GetTimestamp();
        childExit = WatchChildAsync();
    }

    /// <summary>Whether .NET programs that the command may still start are being let go: after profiling, for as long as it lives.</summary>
    public bool LetsLaterOnesGo => !keepResuming.IsCompleted;

    /// <summary>Starts the command.</summary>
    /// <exception cref="IoTraceException">It was not found or cannot be run.</exception>
    public static LaunchCapture Start(LaunchRequest request, TimeProvider time) =>
        new(request, ChildCommand.Start(request.Command, request.Arguments), time);

    /// <summary>Passes a signal on to the command.</summary>
    public void Signal(int number) => child.Signal(number);

    /// <summary>Passes a signal on to the command and all that it started.</summary>
    public void SignalAll(int number)
    {
        if (!child.HasExited)
        {
            TerminalSignals.SendToTree(child.Pid, number);
        }
    }

    /// <summary>Kills the command with all that it started, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        child.Kill();
        await childExit.ConfigureAwait(false);
    }

    /// <summary>
    /// Profiles until the command ends, the duration is over or <paramref name="stop"/> is asked for. The recordings come with the
    /// process that does the work first; the rest only with <see cref="LaunchRequest.Children"/>.
    /// </summary>
    /// <exception cref="IoTraceException">No .NET process was seen, or one that waits at its start does not answer.</exception>
    public async Task<IReadOnlyList<CapturedProcess>> ProfileAsync(IProgress<CaptureProgress> progress, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        var reported = TimeSpan.FromSeconds(-1);
        while (!stop.IsCancellationRequested && !childExit.IsCompleted)
        {
            var elapsed = time.GetElapsedTime(start);
            if (elapsed >= request.Duration)
            {
                break;
            }

            if (elapsed - reported > ProgressInterval)
            {
                reported = elapsed;
                var main = observed.LastOrDefault()?.Capture;
                progress.Report(new CaptureProgress(
                    main is null ? null : $"{main.Target.Name} ({main.Target.Pid})", elapsed, request.Duration, observed.Sum(o => o.Capture.Bytes), observed.Count));
            }

            await ObserveNewAsync().ConfigureAwait(false);
            var rest = observed.Count == 0 && elapsed < TimeSpan.FromSeconds(2) ? FirstPoll : LaterPoll;
            _ = await Task.WhenAny(childExit, Task.Delay(rest, time, stop)).ConfigureAwait(false);
        }

        return await FinishAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for the command's end and returns its exit code; 128+N if signal N ended it.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken abandon)
    {
        await childExit.WaitAsync(abandon).ConfigureAwait(false);
        return child.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await childGone.CancelAsync().ConfigureAwait(false);
        await keepResuming.ConfigureAwait(false);
        foreach (var one in observed)
        {
            await one.Capture.DisposeAsync().ConfigureAwait(false);
        }

        child.Dispose();
        childGone.Dispose();
    }

    private async Task WatchChildAsync()
    {
        await child.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        await childGone.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Takes up every .NET process that has appeared in the command since the last look.</summary>
    private async Task ObserveNewAsync()
    {
        foreach (var pid in NewProcesses())
        {
            // Only the command line of the SDK itself is worth profiling when nothing else is there: it is the first.
            var helper = observed.Count > 0 && SdkTools.IsOne(pid) && !request.Children;
            if (helper || ProcessFinder.TryDescribe(pid) is not { Obstacle: null } target)
            {
                await ReleaseAsync(pid).ConfigureAwait(false);
                continue;
            }

            await ObserveAsync(target).ConfigureAwait(false);
        }
    }

    private async Task ObserveAsync(ProcessInfo target)
    {
        var folder = WorkingFolder.Create(target.Pid);
        var tool = SdkTools.IsOne(target.Pid);
        var parent = observed.LastOrDefault(o => ProcessTree.IsWithin(o.Capture.Target.Pid, target.Pid))?.Capture.Target.Pid;
        if (parent is not null)
        {
            await RuntimeStart.WaitAsync(target.Pid, time).ConfigureAwait(false);
        }

        try
        {
            var capture = await ProcessCapture.StartAsync(target, folder, new CaptureMode(Attached: parent is not null, FromBirth: true, request.Probe), time, port => ReleaseAsync(port, target.Pid)).ConfigureAwait(false);
            observed.Add(new Observed(capture, folder, tool, parent));
        }
        catch (IoTraceException e)
        {
            // It ended at once or refused; the others are still worth having, and it must not hang.
            folder.Delete();
            refusal = ProcessFacts.Exists(target.Pid) ? e : refusal;
            await ReleaseAsync(target.Pid).ConfigureAwait(false);
        }
    }

    private List<int> NewProcesses()
    {
        List<int> found = [.. sockets.TakeNew().Where(pid => !seen.Contains(pid) && ProcessTree.IsWithin(child.Pid, pid) && seen.Add(pid))];
        if (time.GetElapsedTime(searchedAt) > SearchInterval)
        {
            // A command may give its programs another temporary folder.
            searchedAt = time.GetTimestamp();
            found.AddRange(ProcessTree.Within(child.Pid).Where(pid => !seen.Contains(pid) && DiagnosticSocket.Find(pid).Found && seen.Add(pid)));
        }

        return found;
    }

    /// <exception cref="IoTraceException">The process does not answer, and may wait for ever.</exception>
    private static async Task ReleaseAsync(int pid)
    {
        if (!await StartupRelease.Patient.TryAsync(pid).ConfigureAwait(false))
        {
            throw Errors.NotReleased(pid, StartupRelease.Patient.Limit);
        }
    }

    /// <exception cref="IoTraceException">The process does not answer, and may wait for ever.</exception>
    private static async Task ReleaseAsync(DiagnosticPort port, int pid)
    {
        if (!await StartupRelease.Patient.TryAsync(port, pid).ConfigureAwait(false))
        {
            throw Errors.NotReleased(pid, StartupRelease.Patient.Limit);
        }
    }

    private async Task<IReadOnlyList<CapturedProcess>> FinishAsync()
    {
        keepResuming = KeepResumingAsync();
        if (observed.Count == 0)
        {
            throw refusal ?? (childExit.IsCompleted
                ? Errors.NeverDotNet(request.Command, child.ExitCode)
                : Errors.NoDotNetYet(request.Command));
        }

        var toolCpu = (Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds;
        var main = MainProcess.Choose(observed, out var reason);
        if (reason is not null)
        {
            main.Capture.Note(reason);
        }

        var finished = new List<CapturedProcess>();
        foreach (var one in observed.OrderByDescending(o => o == main))
        {
            var exitCode = one.Capture.Target.Pid == child.Pid && childExit.IsCompleted ? child.ExitCode : (int?)null;
            var manifest = await one.Capture.StopAsync(exitCode, toolCpu).ConfigureAwait(false);
            if (one == main || request.Children)
            {
                finished.Add(new CapturedProcess(one.Folder, manifest));
            }
            else
            {
                one.Folder.Delete();
            }
        }

        return finished;
    }

    /// <summary>
    /// After profiling has ended, a script may still start .NET programs with the variable that makes them wait: they are let go
    /// for as long as the command lives.
    /// </summary>
    private async Task KeepResumingAsync()
    {
        while (!childGone.IsCancellationRequested)
        {
            foreach (var pid in NewProcesses())
            {
                // One that does not answer is the command's own matter by now.
                _ = await StartupRelease.Patient.TryAsync(pid).ConfigureAwait(false);
            }

            await Task.Delay(LaterPoll, time, childGone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>A process under observation.</summary>
/// <param name="Tool">Whether it is one of the SDK's own.</param>
/// <param name="Parent">The nearest observed process it came from.</param>
internal sealed record Observed(ProcessCapture Capture, RecordingFolder Folder, bool Tool, int? Parent);
