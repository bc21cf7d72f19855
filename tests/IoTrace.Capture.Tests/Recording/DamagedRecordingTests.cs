using System.Diagnostics;

using IoTrace.Analysis;
using IoTrace.Capture.Recording;
using IoTrace.Fuzz;
using IoTrace.Testing;

namespace IoTrace.Capture.Tests.Recording;

/// <summary>A short part of scripts/fuzz: real recordings, damaged in ways that are always the same.</summary>
public sealed class DamagedRecordingTests : IDisposable
{
    private const int Most = 300;
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(8);
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_damaged_recording_is_reported_or_refused_with_a_message()
    {
        var seeds = SeedFiles.In(Path.Combine(AppContext.BaseDirectory, "recordings"));
        Assert.Equal(3, seeds.Count);
        var start = Stopwatch.GetTimestamp();
        for (var number = 1; number <= Most && Stopwatch.GetElapsedTime(start) < LongEnough; number++)
        {
            File.WriteAllBytes(folder.At("damaged"), Mutator.Of(seeds[number % seeds.Count].Content, number));
            var failure = Record.Exception(() =>
            {
                using var recording = RecordingFile.Open(folder.At("damaged"));
                recording.Analyze(Analyzer.Analyze);
            });
            Assert.True(failure is null or IoTraceException, $"scripts/fuzz --keep {number}: {failure}");
        }
    }

    [Fact]
    public void A_whole_recording_is_read_to_its_end()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "recordings")))
        {
            using var recording = RecordingFile.Open(file);
            Assert.False(recording.Analyze(Analyzer.Analyze).Window.Truncated, file);
        }
    }
}
