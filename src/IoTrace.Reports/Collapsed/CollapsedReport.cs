using System.Globalization;
using System.Text;
using IoTrace.Analysis.Results;

namespace IoTrace.Reports.Collapsed;

/// <summary>
/// Thread time by stack in the collapsed format of flamegraph.pl: <c>state;outermost;…;innermost microseconds</c>, one stack a line.
/// </summary>
public static class CollapsedReport
{
    private const double MicrosecondsPerSecond = 1e6;
    private const string NoFrame = "(no managed frame)";

    /// <summary>Writes the stacks as UTF-8; <paramref name="output"/> is left open.</summary>
    public static void Write(Diagnosis diagnosis, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        foreach (var stack in diagnosis.Stacks)
        {
            var time = Math.Round(stack.Seconds * MicrosecondsPerSecond);
            if (!double.IsFinite(time) || time < 1)
                continue;

            var frames = stack.Frames.IsDefaultOrEmpty ? [NoFrame] : stack.Frames;
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{stack.State.Key()};{string.Join(';', frames.Select(Frame))} {(long)Math.Min(time, long.MaxValue / 2)}"));
        }
    }

    // A semicolon would begin another frame.
    private static string Frame(string name) => SafeText.Of(name).Replace(';', ':');
}
