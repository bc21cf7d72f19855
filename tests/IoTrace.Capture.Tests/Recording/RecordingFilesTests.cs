using System.IO.Compression;
using System.Text.Json;

using IoTrace.Analysis;
using IoTrace.Analysis.Results;
using IoTrace.Capture.Recording;
using IoTrace.Testing;

namespace IoTrace.Capture.Tests.Recording;

public sealed class RecordingFilesTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static readonly RecordingManifest Manifest = new(
        RecordingManifest.CurrentVersion, "0.1.0", RecordingManifest.MonotonicClock, new TargetInfo(7, "app", "10.0.0", "linux-x64", 3, "app x"),
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 1000, 2_000_001_000, 2,
        [new CollectorStatus("procfs", "degraded", "why", "what to do")], ["a note"], 0.25);

    private RecordingFolder NewFolder()
    {
        var made = new RecordingFolder(Directory.CreateDirectory(folder.At("recording")).FullName);
        Directory.CreateDirectory(made.PathOf(RecordingNames.Stacks));
        using var writer = new OsSampleWriter(File.Create(made.PathOf(RecordingNames.OsSamples)));
        for (var i = 0; i < 400; i++)
        {
            writer.Write(new ThreadSweep(
                new Timestamp(1000 + (i * 5_000_000L)),
                [new ThreadSnapshot(new ThreadId(7), new Duration(i * 5_000_000L), default, SystemCallKind.Running, false, default, 0, i, 0, false)]));
        }

        return made;
    }

    private string Packed(RecordingManifest? manifest = null)
    {
        var file = folder.At("app.iotrace");
        Pack(NewFolder(), file, manifest);
        return file;
    }

    [Fact]
    public void A_packed_recording_reads_like_the_folder_it_came_from()
    {
        var made = NewFolder();
        Pack(made, folder.At("app.iotrace"));
        using var live = new IoTraceRecording(made, Manifest);
        using var saved = RecordingFile.Open(folder.At("app.iotrace"));
        Assert.Equal(live.Read().Count(), saved.Source.Read().Count());
        var (a, b) = (Analyzer.Analyze(live), saved.Analyze(Analyzer.Analyze));
        Assert.Equal(a.Verdict.Summary, b.Verdict.Summary);
        Assert.Equal(a.Verdict.Confidence, b.Verdict.Confidence);
        Assert.Equal(Bound.Cpu, b.Verdict.Bound);
        Assert.Equal(Manifest.Target, saved.Source.Facts.Target);
        Assert.Equal(Manifest.Collectors.AsEnumerable(), saved.Source.Facts.Collectors.AsEnumerable());
    }

    [Fact]
    public void Files_that_are_not_there_have_no_length_and_no_stream()
    {
        var file = Packed();
        using var archive = new RecordingArchive(file);
        Assert.Null(archive.Open("nothing"));
        Assert.Equal(0, archive.Length("nothing"));
        Assert.True(archive.Length(RecordingNames.OsSamples) > 100);
        // Each stream has a position of its own.
        using var one = archive.Open(RecordingNames.OsSamples)!;
        using var two = archive.Open(RecordingNames.OsSamples)!;
        Assert.Equal((one.ReadByte(), one.ReadByte()), (two.ReadByte(), two.ReadByte()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"formatVersion\":1}")]
    [InlineData("{\"formatVersion\":1,\"target\":null}")]
    [InlineData("not json")]
    public void A_manifest_that_says_too_little_is_reported_and_not_a_crash(string manifest)
    {
        var file = Packed();
        Replace(file, RecordingNames.Manifest, System.Text.Encoding.UTF8.GetBytes(manifest));
        var error = Assert.Throws<IoTraceException>(() => RecordingFile.Open(file));
        Assert.Equal(2, error.ExitCode);
        Assert.Contains("app.iotrace", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_format_asks_for_an_update()
    {
        var error = Assert.Throws<IoTraceException>(() => RecordingFile.Open(Packed(Manifest with { FormatVersion = 99, ToolVersion = "9.9" })));
        Assert.Contains("update it", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(77, 0)]
    [InlineData(1, 0, 0x80, 0x80, 0x80, 0x80, 8)]
    [InlineData(2, 0, 1, 0xff, 0xff, 0xff, 0xff, 7)]
    [InlineData(1, 0, 1, 7, 0, 250, 0, 0, 0)]
    public void Damaged_samples_are_reported_as_far_as_they_go(params int[] record)
    {
        var file = Packed();
        Replace(file, RecordingNames.OsSamples, [.. OsSampleFormat.Magic, .. record.Select(b => (byte)b)]);
        using var recording = RecordingFile.Open(file);
        Assert.True(recording.Analyze(Analyzer.Analyze).Window.Truncated);
    }

    [Fact]
    public void Samples_of_another_version_are_refused()
    {
        var file = Packed();
        Replace(file, RecordingNames.OsSamples, [.. "IOS9"u8, 1, 0]);
        using var recording = RecordingFile.Open(file);
        Assert.Contains("version", Assert.Throws<IoTraceException>(() => recording.Analyze(Analyzer.Analyze)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_is_left_out_is_named()
    {
        using var recording = RecordingFile.Open(Packed(), [RecordingNames.OsSamples]);
        Assert.Contains(recording.Analyze(Analyzer.Analyze).Quality.Notes, note => note.Contains(RecordingNames.OsSamples, StringComparison.Ordinal));
        Assert.DoesNotContain(recording.Source.Read(), o => o is ThreadSweep);
    }

    [Fact]
    public void A_file_that_unpacks_to_far_more_than_recordings_do_stops_there()
    {
        var file = Packed();
        Replace(file, RecordingNames.ProbeFinal, new byte[100 << 20]);
        Assert.True(new FileInfo(file).Length < 1 << 20);
        using var archive = new RecordingArchive(file);
        using var bomb = archive.Open(RecordingNames.ProbeFinal)!;
        Assert.Throws<InvalidDataException>(() => bomb.CopyTo(Stream.Null));
    }

    [Theory]
    [InlineData(2000, 1000, 2)]
    [InlineData(-5, 1000, 2)]
    [InlineData(0, long.MaxValue, 2)]
    [InlineData(0, 1000, 0)]
    [InlineData(0, 1000, int.MaxValue)]
    public void A_manifest_that_states_what_cannot_be_is_refused(long start, long end, int processors) =>
        Assert.Throws<IoTraceException>(() => RecordingFile.Open(Packed(Manifest with { StartNanoseconds = start, EndNanoseconds = end, Processors = processors })));

    [Fact]
    public void What_is_no_recording_is_refused_with_the_reason()
    {
        File.WriteAllText(folder.At("text"), "hello");
        File.WriteAllText(folder.At("empty"), "");
        File.WriteAllText(folder.At("zip"), "PK but no zip");
        foreach (var name in (string[])["text", "empty", "zip"])
        {
            Assert.Contains("is no recording", Assert.Throws<IoTraceException>(() => RecordingFile.Open(folder.At(name))).Message, StringComparison.Ordinal);
        }

        Assert.StartsWith("There is no file", Assert.Throws<IoTraceException>(() => RecordingFile.Open(folder.At("missing"))).Message, StringComparison.Ordinal);
        Assert.Contains("it is a folder", Assert.Throws<IoTraceException>(() => RecordingFile.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    private static void Pack(RecordingFolder made, string file, RecordingManifest? manifest = null)
    {
        using var archive = File.Create(file);
        made.PackTo(archive, JsonSerializer.SerializeToUtf8Bytes(manifest ?? Manifest, RecordingJson.Default.RecordingManifest));
    }

    private static void Replace(string file, string name, byte[] content)
    {
        using var archive = ZipFile.Open(file, ZipArchiveMode.Update);
        archive.GetEntry(name)?.Delete();
        using var stream = archive.CreateEntry(name).Open();
        stream.Write(content);
    }
}
