using Cocona;

using IoTrace.Capture;
using IoTrace.Cli.Commands;
using IoTrace.Workloads;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>What <c>iotrace workload run</c> takes of its own.</summary>
internal sealed class WorkloadRunParameters : ICommandParameterSet
{
    [Argument("name", Description = "A workload, as `iotrace workload list` names it.")]
    public string Name { get; set; } = "";

    [Option("bare", Description = "Without the profiler: what the workload does when nobody looks.")]
    public bool Bare { get; set; }

    /// <exception cref="IoTraceException">An option of the profiler stands beside --bare.</exception>
    public WorkloadRunRequest ToRequest(WorkloadSettingParameters settings, RecordingParameters recording, OutputParameters output)
    {
        if (Bare && recording.Given.FirstOrDefault() is { } option)
            throw new IoTraceException(Messages.BareHasNoProfiler(option), ExitCode.Usage);

        return new WorkloadRunRequest(
            PlanParser.Parse(Name, settings.ToPatch(), strict: true), settings.Directory, Bare, recording.UsesProbe(byDefault: true), !recording.NoStacks, output.ToRequest(recording.Recording));
    }
}
