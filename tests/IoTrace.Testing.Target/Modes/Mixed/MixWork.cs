using IoTrace.Testing.Target.Modes.Cpu;

namespace IoTrace.Testing.Target.Modes.Mixed;

/// <summary>
/// The counterpart of mix with an amount of work in place of times: each operation makes --syncs orders durable (or reads so many
/// cold blocks with --kind cold-read, or asks --url so often with --kind http) and computes --steps thousand steps. On another disk or processor it takes another time.
/// </summary>
internal static class MixWork
{
    public static void Start(Run run)
    {
        var syncs = run.Options.Number("syncs", 4);
        var steps = run.Options.Number("steps", 3600);
        using var mixed = MixedIo.Open(run);
        run.Ready();
        while (run.Goes)
        {
            for (var i = 0; i < syncs; i++) mixed.Once();
            for (var i = 0; i < steps; i++) PriceModel.Outer(1000);
            run.Count();
        }
    }
}
