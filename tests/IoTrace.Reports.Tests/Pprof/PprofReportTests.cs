using System.Text.Json;
using IoTrace.Analysis.Results;
using IoTrace.Reports.Tests.Made;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Pprof;

/// <summary>The profile, read back by the npm package pprof-format.</summary>
public sealed class PprofReportTests
{
    [Fact]
    public void Another_reader_finds_the_same_stacks_in_every_report()
    {
        using var folder = new TemporaryDirectory();
        var made = Diagnoses.All.Values.Select(make => make()).ToList();
        var files = made.Select((diagnosis, i) => folder.Write($"{i}.pb.gz", Rendered.Pprof(diagnosis))).ToArray();
        Validators.InstallOnce();

        var (code, output, errors) = Validators.Run("node", ["pprof.mjs", .. files]);

        Assert.True(code == 0, errors);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(made.Count, lines.Length);
        Assert.All(made.Zip(lines), pair => Same(pair.First, pair.Second));
    }

    private static void Same(Diagnosis diagnosis, string line)
    {
        using var read = JsonDocument.Parse(line);
        Assert.Equal("time", read.RootElement.GetProperty("type").GetString());
        Assert.Equal("nanoseconds", read.RootElement.GetProperty("unit").GetString());
        var stacks = diagnosis.Stacks.Where(stack => double.IsFinite(stack.Seconds) && stack.Seconds > 0).ToList();
        Assert.All(stacks.Zip(read.RootElement.GetProperty("stacks").EnumerateArray().ToList()), pair =>
        {
            var (stack, sample) = pair;
            Assert.Equal(stack.State.Key(), sample.GetProperty("state").GetString());
            Assert.Equal(stack.Seconds * 1e9, sample.GetProperty("nanoseconds").GetDouble(), stack.Seconds * 10);
            Assert.Equal(Known(stack.Frames).Reverse(), sample.GetProperty("frames").EnumerateArray().Select(frame => frame.GetString()!));
        });
        Assert.Equal(stacks.Count, read.RootElement.GetProperty("stacks").GetArrayLength());
    }

    // A lone surrogate cannot be written in UTF-8; it becomes the replacement character.
    private static IEnumerable<string> Known(IEnumerable<string> frames) =>
        frames.Select(frame => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(frame))).DefaultIfEmpty("(no managed frame)");
}
