using System.Diagnostics;

using IoTrace.Capture.Os.Linux;

using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Capture.Probe;

/// <summary>Brings the probe into a target through its diagnostic port.</summary>
public static class ProbeLoader
{
    public const string AssemblyFile = "IoTrace.Probe.dll";

    private const int OldestRuntime = 8;

    /// <summary>Newest runtime on which the probe was tried; HookTable has the same.</summary>
    private const int NewestRuntime = 11;

    private const string WithoutProbe = "the report goes on with sampled figures";

    /// <summary>
    /// Checks what can be known from outside. It has to be strict: a startup hook that cannot be loaded is an unhandled
    /// exception in the target, which ends it (measured with .NET 10.0.12).
    /// </summary>
    public static ProbeAvailability Check(int processId, string? runtimeVersion) => Check(processId, runtimeVersion, AppContext.BaseDirectory);

    /// <param name="folder">Where the probe's file is.</param>
    /// <param name="stage">A copy that the target is to load instead.</param>
    internal static ProbeAvailability Check(int processId, string? runtimeVersion, string folder, ProbeStage? stage = null)
    {
        var own = Resolved(Path.Combine(folder, AssemblyFile));
        if (!OperatingSystem.IsLinux())
            return new ProbeAvailability.Unavailable("the probe works on Linux only", WithoutProbe);
        if (MajorOf(runtimeVersion) is { } major && major is < OldestRuntime or > NewestRuntime)
            return new ProbeAvailability.Unavailable($"the target runs on .NET {runtimeVersion}, the probe is proven with .NET {OldestRuntime} to {NewestRuntime}", major < OldestRuntime ? "run the target on .NET 8 or newer" : "use a newer iotrace");
        if (own is null)
            return new ProbeAvailability.Unavailable($"{AssemblyFile} is missing next to the tool", "install the tool again");

        var view = TargetView.Of(processId, stage is null ? own : null);
        if (view.LoadedProbe is { } loaded)
            return new ProbeAvailability.AlreadyLoaded(loaded);
        if (view.Obstacle is { } obstacle)
            return obstacle;
        return stage is null || stage.IsInPlace(processId)
            ? new ProbeAvailability.Available(stage?.Assembly ?? own)
            : new ProbeAvailability.Unavailable("somebody has put something else in the place of the probe's copy", WithoutProbe);
    }

    /// <summary>Checks and loads. A target suspended at its start loads the probe when it is resumed, before any user code.</summary>
    public static Task<ProbeLoadResult> LoadAsync(
        DiagnosticsClient client, int processId, string? runtimeVersion, TimeSpan timeout, CancellationToken cancellationToken) =>
        LoadAsync(client, processId, runtimeVersion, null, timeout, cancellationToken);

    /// <param name="stage">A copy to load instead of the tool's own file.</param>
    internal static async Task<ProbeLoadResult> LoadAsync(
        DiagnosticsClient client, int processId, string? runtimeVersion, ProbeStage? stage, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        var watch = Stopwatch.StartNew();
        switch (Check(processId, runtimeVersion, AppContext.BaseDirectory, stage))
        {
            case ProbeAvailability.Unavailable unavailable:
                return new ProbeLoadResult.NotLoaded(unavailable.Reason, unavailable.Remedy);
            case ProbeAvailability.AlreadyLoaded:
                return new ProbeLoadResult.Loaded(watch.Elapsed, WasThere: true);
            case ProbeAvailability.Available available:
                return await ApplyAsync(client, available.AssemblyPath, watch, timeout, cancellationToken).ConfigureAwait(false);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>
    /// Makes the probe send what it has summed up since its last flush to the sessions that listen, and waits until it has.
    /// To be called before the session is stopped: once it is stopped, nothing reaches it any more. Costs a second, short
    /// session; false when the target has ended or does not answer in time.
    /// </summary>
    public static async Task<bool> FlushAsync(DiagnosticsClient client, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(timeout);
        try
        {
            using var session = await client.StartEventPipeSessionAsync([ProbeProvider.CreateFlush()], false, 1, bound.Token).ConfigureAwait(false);
            return await FlushSession.WaitForHelloAsync(session, bound.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DiagnosticsClientException or IOException or OperationCanceledException or TimeoutException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    private static async Task<ProbeLoadResult> ApplyAsync(
        DiagnosticsClient client, string path, Stopwatch watch, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(timeout);
        try
        {
            await client.ApplyStartupHookAsync(path, bound.Token).ConfigureAwait(false);
            return new ProbeLoadResult.Loaded(watch.Elapsed, WasThere: false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeLoadResult.NotLoaded($"the target did not load the probe within {timeout.TotalSeconds:0.#} s", WithoutProbe);
        }
        catch (Exception failure) when (failure is DiagnosticsClientException or IOException or TimeoutException)
        {
            return new ProbeLoadResult.NotLoaded($"the target did not take the probe: {failure.Message}", "startup hooks can be off in trimmed programs; " + WithoutProbe);
        }
    }

    /// <summary>The path that the kernel has for a file, with every link resolved; null when it cannot be read.</summary>
    private static string? Resolved(string path)
    {
        var fd = LibC.OpenForReading(path);
        if (fd < 0)
            return null;
        var resolved = LibC.ReadLink(ProcPath.Descriptor(Environment.ProcessId, fd));
        _ = LibC.Close(fd);
        return resolved;
    }

    private static int? MajorOf(string? version) =>
        version is not null && int.TryParse(version.TrimStart('v').Split('.', '-', '+')[0], out var major) ? major : null;
}
