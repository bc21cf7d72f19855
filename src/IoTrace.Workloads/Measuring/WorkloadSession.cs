using IoTrace.Workloads.Data;
using IoTrace.Workloads.Network;

namespace IoTrace.Workloads.Measuring;

/// <summary>A workload with the settings it is to run with.</summary>
public sealed record PlannedRun(Workload Workload, WorkloadSettings Settings);

/// <summary>
/// The tool's side of runs: a folder with the data, servers, and what has to be verified afterwards. Disposing removes all of it.
/// </summary>
public sealed class WorkloadSession : IDisposable
{
    private readonly Workspace workspace;
    private readonly string control;
    private readonly Dictionary<PlannedRun, LoopbackServer> servers = [];
    private long servedBefore;

    private WorkloadSession(Workspace workspace, string control) => (this.workspace, this.control) = (workspace, control);

    /// <summary>The folder in which the workloads work.</summary>
    public Workspace Workspace => workspace;

    /// <summary>Checks the place and makes the data.</summary>
    /// <param name="runs">All that will be run; those that read the same data share them.</param>
    /// <param name="directory">Where to work; null for the default.</param>
    /// <exception cref="WorkloadException">The folder cannot be used or has too little space, or nothing temporary can be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped meanwhile.</exception>
    public static WorkloadSession Create(IReadOnlyList<PlannedRun> runs, string? directory, CancellationToken stop)
    {
        var workspace = Workspace.Create(directory, SpaceFor(runs));
        var session = new WorkloadSession(workspace, MakeControl(workspace));
        try
        {
            foreach (var run in runs)
                session.Prepare(run, stop);

            return session;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            session.Dispose();
            throw Errors.CannotUse(session.workspace.Path, e.Message);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Bytes of disk space that runs one after another take: all data there are, each once, and the largest need beside them.</summary>
    internal static long SpaceFor(IReadOnlyList<PlannedRun> runs) =>
        runs.Select(r => r.Workload.Data(r.Settings)).OfType<PreparedData>().Distinct().Sum(d => d.Bytes) + runs.Max(r => r.Workload.SpaceOfRun(r.Settings));

    /// <summary>Whether the process that was started last has left a result.</summary>
    public bool HasResult => File.Exists(ResultFile);

    /// <summary>The file to start the workload's process with.</summary>
    /// <exception cref="WorkloadException">It cannot be written.</exception>
    public string WriteSpec(PlannedRun run)
    {
        var path = Path.Combine(control, "spec.json");
        try
        {
            File.Delete(ResultFile);
            servedBefore = ServedBy(run) ?? 0;
            RunFiles.Write(path, new RunSpec(run.Workload.Info.Name, run.Settings, workspace.Path, PortOf(run), ResultFile));
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Errors.Failed(run.Workload.Info.Name, $"the temporary folder '{control}' cannot be written to: {e.Message}");
        }
    }

    /// <summary>What the process did, verified; then its traces are removed.</summary>
    /// <exception cref="WorkloadException">It failed, or did not do what it says.</exception>
    public RunResult Finish(PlannedRun run, int exitCode)
    {
        var name = run.Workload.Info.Name;
        var result = RunFiles.ReadResult(ResultFile) ?? throw Errors.Ended(name, exitCode);
        if (result.Error is { } error)
            throw Errors.Failed(name, Directory.Exists(workspace.Path) ? error : $"its folder '{workspace.Path}' was removed meanwhile ({error})");

        var context = Context(run, CancellationToken.None);
        try
        {
            if (result.Passes > 0 && run.Workload.Verify(context, result) is { } wrong)
                throw Errors.NotVerified(name, wrong);

            run.Workload.Reset(context);
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Errors.Failed(name, Directory.Exists(workspace.Path) ? e.Message : $"its folder '{workspace.Path}' was removed meanwhile.");
        }
    }

    public void Dispose()
    {
        foreach (var server in servers.Values)
            server.Dispose();

        workspace.Dispose();
        if (Directory.Exists(control))
            Directory.Delete(control, recursive: true);
    }

    /// <summary>The folder for what the two processes tell each other, apart from that in which the workload works.</summary>
    private static string MakeControl(Workspace workspace)
    {
        try
        {
            return Directory.CreateTempSubdirectory("iotrace-run-").FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            workspace.Dispose();
            throw Errors.NoTemporaryFolder(Path.GetTempPath(), e.Message);
        }
    }

    private string ResultFile => Path.Combine(control, "result.json");

    private int PortOf(PlannedRun run) => servers.GetValueOrDefault(ServerKey(run))?.Port ?? 0;

    private long? ServedBy(PlannedRun run) => servers.GetValueOrDefault(ServerKey(run))?.Served;

    /// <summary>A run may be made again for another time, as it is for the profiler; its server is the same.</summary>
    private static PlannedRun ServerKey(PlannedRun run) => run with { Settings = run.Settings with { Duration = default } };

    private WorkloadContext Context(PlannedRun run, CancellationToken stop) =>
        new(run.Settings, workspace.Path, PortOf(run), stop) { Served = ServedBy(run) - servedBefore };

    private void Prepare(PlannedRun run, CancellationToken stop)
    {
        if (!servers.ContainsKey(ServerKey(run)) && run.Workload.StartServer(run.Settings) is { } server)
            servers.Add(ServerKey(run), server);

        run.Workload.Prepare(Context(run, stop));
    }
}
