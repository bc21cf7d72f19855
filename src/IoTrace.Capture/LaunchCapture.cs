using IoTrace.Capture.Keeping;
using IoTrace.Capture.Recording;
using IoTrace.Capture.Targets;

namespace IoTrace.Capture;

/// <summary>Starts a command and profiles the .NET processes in it, the first one from its first instruction.</summary>
public sealed class LaunchCapture : IAsyncDisposable
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LaterPoll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    private readonly LaunchRequest request;
    private readonly TimeProvider time;
    private readonly ChildCommand child;
    private readonly LaunchGate? gate;
    private readonly CommandRuntimes runtimes;
    private readonly List<Observed> observed = [];
    private readonly TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
    private readonly Task childExit;
    private IoTraceException? refusal;

    private LaunchCapture(LaunchRequest request, ChildCommand child, LaunchGate? gate, TimeProvider time)
    {
        this.request = request;
        this.child = child;
        this.gate = gate;
        this.time = time;
        runtimes = new CommandRuntimes(child.Pid, gate, time);
        childExit = child.WaitAsync(CancellationToken.None);
    }

    /// <summary>Starts the command.</summary>
    /// <exception cref="IoTraceException">It was not found or cannot be run.</exception>
    public static LaunchCapture Start(LaunchRequest request, TimeProvider time)
    {
        SessionKeeper.Ensure();
        var gate = LaunchGate.TryCreate();
        try
        {
            return new LaunchCapture(request, ChildCommand.Start(request.Command, request.Arguments, gate), gate, time);
        }
        catch
        {
            gate?.Dispose();
            throw;
        }
    }

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
    /// <exception cref="IoTraceException">No .NET process was seen, or it could not be profiled. The command runs on.</exception>
    public async Task<IReadOnlyList<CapturedProcess>> ProfileAsync(IProgress<CaptureProgress> progress, CancellationToken stop)
    {
        try
        {
            await ObserveAsync(progress, stop).ConfigureAwait(false);
        }
        finally
        {
            // Whatever the command still starts is not to wait for anybody.
            gate?.Dispose();
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
        gate?.Dispose();
        foreach (var one in observed)
        {
            await one.Capture.DisposeAsync().ConfigureAwait(false);
        }

        child.Dispose();
    }

    private async Task ObserveAsync(IProgress<CaptureProgress> progress, CancellationToken stop)
    {
        var start = time.GetTimestamp();
        var reported = TimeSpan.FromSeconds(-1);
        while (!stop.IsCancellationRequested && !childExit.IsCompleted)
        {
            var elapsed = time.GetElapsedTime(start);
            if (elapsed >= request.Duration)
            {
                return;
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
    }

    /// <summary>Takes up every .NET process that has appeared in the command since the last look.</summary>
    private async Task ObserveNewAsync()
    {
        var found = await runtimes.TakeNewAsync().ConfigureAwait(false);
        List<int> held = [.. found.Where(one => one.IsHeld).Select(one => one.Pid)];
        if (held.Count > 0)
        {
            var start = new StartLine(held.Count, gate!.LetGo);
            observed.AddRange((await Task.WhenAll(held.Select(pid => TakeUpHeldAsync(pid, start))).ConfigureAwait(false)).OfType<Observed>());
        }

        foreach (var one in found.Where(one => !one.IsHeld))
        {
            observed.AddRange(await TakeUpAsync(one.Pid, letGo: null).ConfigureAwait(false) is { } taken ? [taken] : []);
        }
    }

    private async Task<Observed?> TakeUpHeldAsync(int pid, StartLine start)
    {
        var hasArrived = false;
        try
        {
            return await TakeUpAsync(pid, LetGoAsync).ConfigureAwait(false);
        }
        finally
        {
            // One that is not profiled, or could not be, is not to keep the others waiting, nor itself.
            _ = hasArrived ? Task.CompletedTask : start.ArriveAsync();
        }

        async Task LetGoAsync(DiagnosticPort port)
        {
            await ProfilerVariables.RestoreAsync(port).ConfigureAwait(false);
            hasArrived = true;
            await start.ArriveAsync().ConfigureAwait(false);
        }
    }

    /// <param name="letGo">What starts a process that is held back; null for one that runs.</param>
    private async Task<Observed?> TakeUpAsync(int pid, Func<DiagnosticPort, Task>? letGo)
    {
        // Only the command line of the SDK itself is worth profiling when nothing else is there: it is the first.
        var tool = SdkTools.IsOne(pid);
        if ((tool && observed.Count > 0 && !request.Children) || ProcessFinder.TryDescribe(pid) is not { Obstacle: null } target)
        {
            await (letGo is null ? Task.CompletedTask : ProfilerVariables.RestoreAsync(pid)).ConfigureAwait(false);
            return null;
        }

        var folder = WorkingFolder.Create(pid);
        var parent = observed.LastOrDefault(o => ProcessTree.IsWithin(o.Capture.Target.Pid, pid))?.Capture.Target.Pid;
        try
        {
            var mode = new CaptureMode(Attached: letGo is null, FromBirth: true, request.Probe, request.Stacks);
            return new Observed(await ProcessCapture.StartAsync(target, folder, mode, time, letGo).ConfigureAwait(false), folder, tool, parent);
        }
        catch (IoTraceException e)
        {
            // It ended at once or refused; the others are still worth having.
            folder.Delete();
            refusal = ProcessFacts.Exists(pid) ? e : refusal;
            return null;
        }
    }

    private async Task<IReadOnlyList<CapturedProcess>> FinishAsync()
    {
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
                finished.Add(new CapturedProcess(one.Folder, manifest, one.Capture.WriteFailure));
            }
            else
            {
                one.Folder.Delete();
            }
        }

        return finished;
    }
}
