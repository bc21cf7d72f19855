namespace IoTrace.Accuracy.Scenarios;

/// <summary>A program whose verdict is known.</summary>
/// <param name="Name">Its name in tables and in records.</param>
/// <param name="LabelText">What its author says is right; see <see cref="Label.ParseAll"/>.</param>
/// <param name="Arguments">The program's arguments, without what medium, peer and length add.</param>
internal sealed record Scenario(string Name, string LabelText, params IReadOnlyList<string> Arguments)
{
    public IReadOnlyList<Label> Labels { get; } = Label.ParseAll(LabelText);

    public Subject Subject { get; init; }

    public Medium Medium { get; init; }

    public Peer? Peer { get; init; }

    /// <summary>The client, a mode of the target program, that a server is asked by; null for what needs none.</summary>
    public IReadOnlyList<string>? Load { get; init; }

    /// <summary>How many operations make a run of some 2.5 s; null where the program has no amount of work.</summary>
    public long? Work { get; init; }

    /// <summary>The arguments for an amount of work, where they are others than those for a time.</summary>
    public IReadOnlyList<string>? WorkArguments { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How many processors it would use at most; half of them is half the speed.</summary>
    public double Processors { get; init; } = 1;

    /// <summary>The scenario that looks like it and has another cause; null if there is none.</summary>
    public string? TwinOf { get; init; }

    /// <summary>The share of its time that goes to I/O, where it is one setting of the dial; null elsewhere.</summary>
    public double? Dial { get; init; }

    /// <summary>Nothing ends it in time: it is blocked. It is profiled for a time and ended then.</summary>
    public bool RunsOn { get; init; }

    /// <summary>It leaves the processors alone, so that others like it can run beside it.</summary>
    public bool IsCalm { get; init; }

    /// <summary>A program that does its work once, however long that takes.</summary>
    public bool EndsByItself => Subject is Subject.Build or Subject.Compiler;

    /// <summary>There is no moment from which on it does what its label says, to attach to it.</summary>
    public bool IsForLaunchOnly => EndsByItself;

    /// <summary>Whether it ends by itself after an amount of work.</summary>
    public bool HasWork => Work is not null || EndsByItself;

    /// <summary>Whether it uses a disk or a peer that can be taken away.</summary>
    public bool HasRemovableCause => Peer is not null || Medium is not (Medium.Plain or Medium.PartOfAProcessor);

    /// <summary>Whether what it computes is a number of steps, which can be halved.</summary>
    public bool HasSteps => (WorkArguments ?? Arguments).Contains("--steps");

    /// <summary>Why it cannot be had on this machine; null when it can.</summary>
    public string? Unavailable => Medium switch
    {
        Medium.SlowReads or Medium.SlowScans => DiskThrottle.Unavailable,
        Medium.SlowWrites or Medium.SlowBulkWrites or Medium.SlowLookups => SlowDisk.Unavailable,
        Medium.PartOfAProcessor => CpuQuota.Unavailable,
        _ => null,
    };

    public bool Accepts(string? bound, string? cause) => Labels.Any(label => label.Accepts(bound, cause));
}
