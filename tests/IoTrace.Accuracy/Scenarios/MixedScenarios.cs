using System.Globalization;

namespace IoTrace.Accuracy.Scenarios;

/// <summary>The dial: the same program with ever more I/O and ever less computing.</summary>
internal static class MixedScenarios
{
    /// <summary>An fsync takes 25 ms on the slow disk, and a thousand steps 28 µs on the machine these figures are from.</summary>
    private const double StepsOfAnFsync = 900;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. Dial("fsync", "file-sync", Medium.SlowWrites, unitsOfTen: 1, StepsOfAnFsync),
        // A cold read takes 5 ms: five of them are as long as an fsync.
        .. Dial("cold-read", "file-read", Medium.SlowReads, unitsOfTen: 5, StepsOfAnFsync / 5),
    ];

    /// <param name="unitsOfTen">How many operations make a tenth of a turn.</param>
    /// <param name="steps">The thousands of steps that take as long as one operation.</param>
    private static IEnumerable<Scenario> Dial(string kind, string cause, Medium medium, int unitsOfTen, double steps)
    {
        // Half and half is mixed, and to name either is no error.
        string[] either = [$"io/{cause}", "cpu/cpu-user", $"mixed/cpu-user+{cause}"];
        (int Io, string Label)[] settings =
        [
            (1, either[1]),
            (3, $"{either[1]}|{either[2]}"),
            (5, string.Join('|', either)),
            (7, $"{either[0]}|{either[2]}"),
            (9, either[0]),
        ];
        return settings.Select(s => new Scenario(
            $"dial {kind} {s.Io * 10}:{100 - (s.Io * 10)}",
            s.Label,
            "mix", "--kind", kind, "--size-mb", "32", "--io", $"{s.Io * 20}ms", "--cpu", $"{200 - (s.Io * 20)}ms")
        {
            Medium = medium,
            Dial = s.Io / 10.0,
            Work = 10,
            WorkArguments =
            [
                "mix-work", "--kind", kind, "--size-mb", "32", "--syncs", $"{s.Io * unitsOfTen}",
                "--steps", ((10 - s.Io) * unitsOfTen * steps).ToString("F0", CultureInfo.InvariantCulture),
            ],
        });
    }
}
