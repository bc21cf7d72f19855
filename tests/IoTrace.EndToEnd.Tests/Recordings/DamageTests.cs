using System.IO.Compression;
using System.Text.Json.Nodes;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Recordings;

/// <summary>Files that are no recordings, or no longer, get one clear message.</summary>
public sealed class DamageTests(Recorded recorded) : IClassFixture<Recorded>
{
    [Fact]
    public async Task A_file_that_is_not_there() => await AssertRefusedAsync("no-such-file.iotrace", "There is no file");

    [Theory]
    [InlineData("")]
    [InlineData("this is a letter and no recording")]
    [InlineData("PK")]
    [InlineData("Nettrace")]
    public async Task A_file_of_something_else(string content)
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.At("file.iotrace"), content);

        await AssertRefusedAsync(folder.At("file.iotrace"), "is no recording");
    }

    [Fact]
    public async Task A_folder() => await AssertRefusedAsync("/tmp", "/tmp");

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task A_recording_that_was_cut_off(double part)
    {
        using var folder = new TempFolder();
        await CutAsync(recorded.Recording, folder.At("cut.iotrace"), part);

        await AssertRefusedAsync(folder.At("cut.iotrace"), "is no recording");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public async Task A_trace_that_was_cut_off_is_reported_as_far_as_it_goes_and_says_so(double part)
    {
        using var folder = new TempFolder();
        ZipFile.ExtractToDirectory(recorded.Recording, folder.Path);
        await CutAsync(folder.At("runtime.nettrace"), folder.At("cut.nettrace"), part);
        var result = await Tool.RunAsync("report", folder.At("cut.nettrace"), "--json", "-");

        if (result.ExitCode == 2)
        {
            Assert.Contains("is no recording", result.Error);
            return;
        }

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.True(Report.Parse(result.Output).Json["window"]!["truncated"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_recording_of_a_later_version_says_to_update()
    {
        using var folder = new TempFolder();
        File.Copy(recorded.Recording, folder.At("later.iotrace"));
        using (var archive = ZipFile.Open(folder.At("later.iotrace"), ZipArchiveMode.Update))
        {
            var entry = archive.GetEntry("manifest.json")!;
            JsonNode manifest;
            using (var stream = entry.Open()) manifest = (await JsonNode.ParseAsync(stream))!;
            manifest["formatVersion"] = 99;
            entry.Delete();
            using var writer = new StreamWriter(archive.CreateEntry("manifest.json").Open());
            await writer.WriteAsync(manifest.ToJsonString());
        }

        await AssertRefusedAsync(folder.At("later.iotrace"), "update");
    }

    [Fact]
    public async Task An_archive_of_something_else()
    {
        using var folder = new TempFolder();
        using (var archive = ZipFile.Open(folder.At("other.zip"), ZipArchiveMode.Create)) archive.CreateEntry("readme.txt");

        await AssertRefusedAsync(folder.At("other.zip"), "manifest");
    }

    private static async Task AssertRefusedAsync(string path, string message)
    {
        var result = await Tool.RunAsync("report", path);

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains(message, result.Error);
        Assert.StartsWith("iotrace: ", result.Error);
        Assert.DoesNotContain("   at ", result.Error);
        Assert.Equal("", result.Output);
    }

    private static async Task CutAsync(string from, string to, double part)
    {
        var bytes = await File.ReadAllBytesAsync(from);
        await File.WriteAllBytesAsync(to, bytes[..(int)(bytes.Length * part)]);
    }
}
