using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Verdicts;

/// <summary>What was missing where there is no verdict.</summary>
internal static class MissingEvidence
{
    /// <summary>In half a sentence; null where nothing was.</summary>
    public static string? Of(Features features, int slices, RecordingFacts facts)
    {
        bool Has(string name) => facts.Collectors.Any(c => c.Name == name && c.Status is ("ok" or "degraded"));
        var unknown = features.Wall[ThreadState.Unknown];
        return slices switch
        {
            0 when Has("procfs") => "the process ended within a few looks at its threads",
            0 => "there are neither thread states nor stacks in this recording",
            _ when features.Window.Seconds < Judge.TooBrief =>
                $"{Say.Seconds(features.Window.Seconds)} is too short to tell anything, and hardly longer than the runtime takes to start; profile for longer, or give the program more to do",
            _ when features.Window.Disagreement > Judge.TooMuchDisagreement =>
                $"the looks at a thread and the kernel's clocks disagree on whether it ran for {Say.Percent(features.Window.Disagreement)} of the time",
            _ when unknown > Judge.TooMuchUnknown && !Has("procfs") =>
                $"there are no thread states, and {Say.Percent(unknown)} of the time the stacks do not tell what a thread does: it is in native code, which may wait or compute, or its methods have no names; `iotrace attach` sees it",
            _ when unknown > Judge.TooMuchUnknown =>
                $"{Say.Percent(unknown)} of the time threads were blocked for a reason that neither a system call nor a stack shows{(Has("stacks") ? "" : ", and no stacks were taken")}",
            _ when !features.Window.TellsIdling =>
                $"{Say.Percent(features.Wall[ThreadState.Idle])} of the time no thread does or waits for anything, and without thread states and network events that may be idling or awaiting an answer",
            _ => null,
        };
    }
}
