using System.Diagnostics;

namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>On average three reads of one cold file for each read of another; says itself how long each took.</summary>
internal static class TwoFileRead
{
    public static void Start(Run run)
    {
        var size = run.Options.Number("size-mb", 128);
        using var often = ColdFile.Open(run.Directory, "often.bin", size);
        using var seldom = ColdFile.Open(run.Directory, "seldom.bin", size);
        var block = new byte[ColdFile.Block];
        long oftenTicks = 0, seldomTicks = 0;
        // Seeded, and not a fixed turn of four: a throttle lets requests through in a rhythm of its own.
        var random = new Random(1);
        run.Ready();
        while (run.Goes)
        {
            var start = Stopwatch.GetTimestamp();
            if (random.Next(4) == 0)
            {
                seldom.Read(block);
                seldomTicks += Stopwatch.GetTimestamp() - start;
            }
            else
            {
                often.Read(block);
                oftenTicks += Stopwatch.GetTimestamp() - start;
            }

            run.Count();
        }

        Run.Say($"file-seconds {oftenTicks / (double)Stopwatch.Frequency:F4} {often.Path}");
        Run.Say($"file-seconds {seldomTicks / (double)Stopwatch.Frequency:F4} {seldom.Path}");
    }
}
