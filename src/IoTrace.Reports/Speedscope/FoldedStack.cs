using IoTrace.Analysis.Results;

namespace IoTrace.Reports.Speedscope;

/// <summary>A stack as a person reads it: the user's code, and of the framework only the frame that it called last.</summary>
internal static class FoldedStack
{
    private static readonly string[] Framework = ["System.", "Microsoft.", "Interop", "Internal."];

    /// <summary>Its frames without those of the framework, save the innermost one; all of them where none is the user's.</summary>
    public static CallSite Of(CallSite stack)
    {
        if (stack.Frames.IsDefaultOrEmpty || stack.Frames.All(IsFramework))
            return stack;

        var last = stack.Frames.Length - 1;
        return stack with { Frames = [.. stack.Frames.Where((frame, i) => i == last || !IsFramework(frame))] };
    }

    private static bool IsFramework(string frame) => Array.Exists(Framework, start => frame.StartsWith(start, StringComparison.Ordinal));
}
