using System.Globalization;

namespace IoTrace.Accuracy.Scenarios;

/// <summary>The dial: the same program with ever more I/O and ever less computing.</summary>
internal static class MixedScenarios
{
    /// <summary>A thousand steps take 28 µs on the machine these figures are from.</summary>
    private const double StepsOfAMillisecond = 36;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        // Throttled disks grant a number of operations a second: an fsync then takes 25 ms, a cold read 5.
        .. Dial("fsync", "file-sync", milliseconds: 25, unitsOfTen: 1).Select(s => s with { Medium = Medium.SlowWrites }),
        .. Dial("cold-read", "file-read", milliseconds: 5, unitsOfTen: 5).Select(s => s with { Medium = Medium.SlowReads }),
        // A server answers after its time, however long it was left alone before.
        .. Dial("http", "network", milliseconds: 20, unitsOfTen: 1).Select(s => s with { Peer = new(PeerKind.Http, 20) }),
    ];

    /// <param name="kind">The kind of I/O, as the program knows it.</param>
    /// <param name="cause">What the tool calls the wait for it.</param>
    /// <param name="milliseconds">How long one operation takes.</param>
    /// <param name="unitsOfTen">How many operations make a tenth of a turn.</param>
    private static IEnumerable<Scenario> Dial(string kind, string cause, int milliseconds, int unitsOfTen)
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
            Dial = s.Io / 10.0,
            Work = 10,
            WorkArguments =
            [
                "mix-work", "--kind", kind, "--size-mb", "32", "--syncs", $"{s.Io * unitsOfTen}",
                "--steps", ((10 - s.Io) * unitsOfTen * milliseconds * StepsOfAMillisecond).ToString("F0", CultureInfo.InvariantCulture),
            ],
        });
    }
}
