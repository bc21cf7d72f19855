using System.Globalization;
using IoTrace.Accuracy.Ladder;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Scenarios;

namespace IoTrace.Accuracy.Neighbours;

/// <summary>What a program needs around it, also with I/O that costs nothing.</summary>
internal sealed class Surroundings : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _owned = [];

    /// <summary>How many processors the program would use.</summary>
    public double Processors { get; private init; } = 1;

    /// <summary>The program, for so many seconds.</summary>
    public required Func<double, IReadOnlyList<string>> Command { get; init; }

    /// <summary>The same with storage or peer that cost nothing; null where it has neither.</summary>
    public Func<double, IReadOnlyList<string>>? Free { get; private init; }

    /// <summary>The processes that play the storage or the peer: a real one would not compete for this machine's processors.</summary>
    public IReadOnlyList<int> Others { get; private init; } = [];

    public static async Task<Surroundings> OfStorageAsync(string program, Rung rung)
    {
        var stage = await LadderStage.BuildAsync(program, rung);
        return new Surroundings { Command = stage.Command, Free = stage.FreeCommand, Others = [stage.StorageProcess], _owned = { stage } };
    }

    public static async Task<Surroundings> OfPeerAsync(Peer peer, params IReadOnlyList<string> arguments)
    {
        var slow = await StagedPeer.StartAsync(peer, Lever.None);
        var free = await StagedPeer.StartAsync(peer, Lever.Free);
        return new Surroundings
        {
            Command = seconds => Target([.. arguments, .. slow.Arguments], seconds),
            Free = seconds => Target([.. arguments, .. free.Arguments], seconds),
            Others = [slow.Server!.Id, free.Server!.Id],
            _owned = { slow, free },
        };
    }

    public static Task<Surroundings> OfNothing(double processors, params IReadOnlyList<string> arguments) =>
        Task.FromResult(new Surroundings { Command = seconds => Target(arguments, seconds), Processors = processors });

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _owned) await one.DisposeAsync();
    }

    private static IReadOnlyList<string> Target(IReadOnlyList<string> arguments, double seconds) =>
        [TargetProcess.Executable, .. arguments, "--seconds", seconds.ToString(CultureInfo.InvariantCulture)];
}
