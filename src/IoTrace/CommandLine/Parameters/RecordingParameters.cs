using Cocona;

using IoTrace.Capture;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>How to record; of all commands that profile a process.</summary>
[HelpGroup("Recording:")]
internal sealed class RecordingParameters : ICommandParameterSet
{
    [Option("output", ['o'], ValueName = "FILE.iotrace", Description = "Save the recording, to be analyzed again with `iotrace report`.")]
    [HasDefaultValue]
    public string? Output { get; set; }

    /// <exception cref="IoTraceException">The file's name belongs to another format.</exception>
    public string? Recording => Path.GetExtension(Output)?.ToLowerInvariant() is { } other and (".nettrace" or ".json" or ".md" or ".html" or ".txt")
        ? throw new IoTraceException(Messages.NotARecordingName(Output!, other), ExitCode.Usage)
        : Output;

    [Option("probe", Description = "Load the probe into the target: it counts and times the file and socket calls of .NET itself (default for launch and workloads).")]
    public bool Probe { get; set; }

    [Option("no-probe", Description = "Do not load the probe into the target (default for attach).")]
    public bool NoProbe { get; set; }

    [Option("no-stacks", Description = "Do not sample managed stacks, for which the runtime is suspended for short bursts: the safest way to attach. The report then names no call sites.")]
    public bool NoStacks { get; set; }

    /// <summary>The options that were given, of those that tell the profiler what to do.</summary>
    public IEnumerable<string> Given
    {
        get
        {
            if (Probe)
                yield return "--probe";

            if (NoProbe)
                yield return "--no-probe";

            if (NoStacks)
                yield return "--no-stacks";
        }
    }

    /// <summary>Whether to load the probe.</summary>
    /// <param name="byDefault">What holds when nothing was said.</param>
    /// <exception cref="IoTraceException">Both options were given.</exception>
    public bool UsesProbe(bool byDefault) => Probe && NoProbe ? throw new IoTraceException(Messages.Contradiction("--probe", "--no-probe"), ExitCode.Usage) : !NoProbe && (byDefault || Probe);
}
