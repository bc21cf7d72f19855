using System.Diagnostics;
using System.Globalization;
using IoTrace.Accuracy.Ladder;
using IoTrace.Accuracy.Running;

namespace IoTrace.Accuracy;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Rounds: each makes every run once.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>Null where the suite's own choice is wanted.</summary>
    public IReadOnlyList<Way>? AskedWays { get; init; }

    public IReadOnlyList<Way> Ways => AskedWays ?? Enum.GetValues<Way>();

    /// <summary>Parts of the names of the scenarios to run; all where there is none.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The length of a recording.</summary>
    public double Seconds { get; init; } = 5;

    public int Seed { get; init; } = 1;

    /// <summary>The latencies of a ladder.</summary>
    public IReadOnlyList<Rung> Rungs { get; init; } = Rung.All;

    /// <summary>How many programs that only wait may be looked at at a time.</summary>
    public int SideBySide { get; init; } = 2;

    /// <summary>How many processes compute beside every run, with as much right to the processors as the run.</summary>
    public int Neighbours { get; init; }

    /// <summary>Beside how many computing processes the suite of neighbours tries each program.</summary>
    public IReadOnlyList<int> Beside { get; init; } = [0, 1, 2, 4];

    /// <summary>How long a run waits for a calm machine.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After this no new run begins; null is no limit.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>Null where the command's own file is wanted.</summary>
    public string? AskedRecords { get; init; }

    public string Records => AskedRecords ?? OwnRecords("runs");

    public string Results { get; init; } = Path.Combine(Programs.Repository, "tests", "IoTrace.Accuracy", "results");

    public string Tool { get; init; } = "";

    /// <summary>What the tool was built from; by default the commit that is checked out.</summary>
    public string? Commit { get; init; } = CheckedOut.Commit;

    public bool IsOver => Limit is { } limit && Stopwatch.GetElapsedTime(_start) > limit;

    /// <summary>The file that a suite writes when no other is asked for.</summary>
    public static string OwnRecords(string suite) => Path.Combine(Programs.Repository, "artifacts", "accuracy", $"{suite}.jsonl");

    /// <summary>Reads "--name value" pairs.</summary>
    /// <exception cref="ArgumentException">Something is not an option, or has no value that fits.</exception>
    public static Options Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count) throw new ArgumentException($"{arguments[i]} needs a value; see --help");
            options = options.With(arguments[i], arguments[i + 1]);
        }

        return options;
    }

    private Options With(string name, string value) => name switch
    {
        "--runs" => this with { Runs = Whole(name, value) },
        "--ways" => this with { AskedWays = [.. value.Split(',').Select(Way)] },
        "--rungs" => this with { Rungs = [.. value.Split(',').Select(Rung.Parse)] },
        "--beside" => this with { Beside = [.. value.Split(',').Select(count => Count(name, count))] },
        "--commit" => this with { Commit = value },
        "--only" or "--programs" => this with { Only = value.Split(',') },
        "--seconds" => this with { Seconds = Whole(name, value) },
        "--seed" => this with { Seed = Whole(name, value) },
        "--side-by-side" => this with { SideBySide = Whole(name, value) },
        "--neighbours" => this with { Neighbours = Whole(name, value) },
        "--patience" => this with { Patience = TimeSpan.FromSeconds(Whole(name, value)) },
        "--minutes" => this with { Limit = TimeSpan.FromMinutes(Whole(name, value)) },
        "--records" => this with { AskedRecords = value },
        "--results" => this with { Results = value },
        "--tool" => this with { Tool = value },
        _ => throw new ArgumentException($"{name} is no option; see --help"),
    };

    private static Way Way(string text) => text switch
    {
        "launch-probe" => Running.Way.LaunchProbe,
        "launch" => Running.Way.Launch,
        "attach" => Running.Way.Attach,
        "attach-probe" => Running.Way.AttachProbe,
        "attach-hidden" => Running.Way.AttachHidden,
        "nettrace" => Running.Way.NetTrace,
        _ => throw new ArgumentException($"'{text}' is no way; there are launch-probe, launch, attach, attach-probe, attach-hidden and nettrace"),
    };

    private static int Whole(string name, string text) =>
        Count(name, text) is var number and > 0 ? number : throw new ArgumentException($"{name} needs a whole number over 0, not '{text}'");

    private static int Count(string name, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ArgumentException($"{name} needs whole numbers, not '{text}'");
}
