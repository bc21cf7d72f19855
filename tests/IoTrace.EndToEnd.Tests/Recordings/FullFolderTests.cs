using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Recordings;

/// <summary>The temporary folder has no room for the recording.</summary>
public sealed class FullFolderTests
{
    private static readonly int[] Sizes = [16, 64, 512];

    [RootFact]
    public async Task What_was_recorded_before_the_folder_was_full_is_reported_and_saved()
    {
        await InstalledTool.PathAsync();
        await Task.WhenAll(Sizes.Select(RecordIntoAsync));
    }

    private static async Task RecordIntoAsync(int kibibytes)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.At("small"));
        Assert.Equal(0, ToolRunner.Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "small", folder.At("small")).ExitCode);
        try
        {
            var result = await Tool.RunAsync(new ToolCommand(
                "", "launch", "--quiet", "-o", folder.At("app.iotrace"), "--json", folder.At("app.json"), "--", TargetProcess.Executable, "jit", "--seconds", "2")
            { Environment = new Dictionary<string, string?> { ["TMPDIR"] = folder.At("small") } });

            Assert.True(result.ExitCode == 125, result.ToString());
            Assert.Contains("No space left", result.Error);
            Assert.DoesNotContain("unexpected error", result.Error);
            Assert.Contains(Report.Parse(await File.ReadAllTextAsync(folder.At("app.json"))).Json["quality"]!["notes"]!.AsArray(), note => note!.GetValue<string>().Contains("No space left"));
            Assert.Empty(Directory.GetDirectories(folder.At("small")));
            var again = await Tool.RunAsync("report", folder.At("app.iotrace"));
            Assert.True(again.ExitCode == 0, again.ToString());
        }
        finally
        {
            ToolRunner.Run("umount", folder.At("small"));
        }
    }
}
