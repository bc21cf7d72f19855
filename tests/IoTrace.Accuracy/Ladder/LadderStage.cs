using System.Globalization;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Trials;

namespace IoTrace.Accuracy.Ladder;

/// <summary>A program on storage of some latency, and the same folder in memory.</summary>
internal sealed class LadderStage : TrialStage
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(75);
    private readonly LadderFolder _folder = new();
    private readonly string _program;
    private SlowFileSystem? _storage;

    private LadderStage(string program) => _program = program;

    /// <summary>The file system's own process.</summary>
    public int StorageProcess => _storage!.ProcessId;

    public static async Task<LadderStage> BuildAsync(string program, Rung rung)
    {
        var stage = new LadderStage(program);
        try
        {
            foreach (var folder in (string[])[stage._folder.Storage, stage._folder.Memory]) await stage.PrepareAsync(folder);
            stage._storage = await SlowFileSystem.MountAsync(stage._folder.Storage, stage._folder.MountPoint, rung.Microseconds);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    public override IReadOnlyList<string> Command(double seconds) => In(_folder.MountPoint, seconds);

    /// <summary>The same program on files in memory.</summary>
    public IReadOnlyList<string> FreeCommand(double seconds) => In(_folder.Memory, seconds);

    /// <summary>
    /// Runs the program on the storage and in memory by turns, in one process. What the storage takes of its time is what is gone in memory.
    /// </summary>
    public override async Task<Truth> MeasureAsync(double seconds)
    {
        await using var program = TargetProcess.Start(new TargetSetup("--directory", _folder.MountPoint, "--against", _folder.Memory) { Command = [Programs.Storage, _program] });
        var exit = await program.WaitForExitAsync(_limit);
        if (exit != 0) throw new InvalidOperationException($"exit code {exit}: {string.Join(' ', program.Errors)}");
        return Truth.OfIo(1 - (Figure(program, "rate ") / Figure(program, "rate-against ")));
    }

    public override async ValueTask DisposeAsync()
    {
        if (_storage is not null) await _storage.DisposeAsync();
        _folder.Dispose();
    }

    private IReadOnlyList<string> In(string folder, double seconds) =>
        [Programs.Storage, _program, "--directory", folder, "--seconds", seconds.ToString(CultureInfo.InvariantCulture)];

    private async Task PrepareAsync(string folder)
    {
        var result = await ToolRunner.RunAsync(Programs.Storage, _program, "--directory", folder, "--prepare", "true");
        if (result.ExitCode != 0) throw new InvalidOperationException($"prepare failed: {result}");
    }

    private static double Figure(TargetProcess process, string name) => double.Parse(
        process.Value(name) ?? throw new InvalidOperationException($"the program did not say its {name.Trim()}"), CultureInfo.InvariantCulture);
}
