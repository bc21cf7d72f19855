using IoTrace.Capture.Os.Linux;
using IoTrace.Capture.Probe;
using IoTrace.Testing;

namespace IoTrace.Capture.Tests.Probe;

[Collection("processes")]
public sealed class ProbeStageTests : IDisposable
{
    private readonly TempFolder folder = new();

    public ProbeStageTests() => File.WriteAllText(Assembly, "probe");

    private string Assembly => folder.At("IoTrace.Probe.dll");

    [Fact]
    public async Task A_copy_lies_where_the_target_finds_it_and_goes_without_a_trace()
    {
        await using var target = await StartAsync("own");
        using (var stage = ProbeStage.Make(target.Id, Assembly))
        {
            Assert.Equal("probe", File.ReadAllText(stage.Assembly));
            Assert.True(stage.IsInPlace(target.Id));
            Assert.Equal(UnixFileMode.UserRead, new FileInfo(stage.Assembly).UnixFileMode);
            File.WriteAllText(stage.FinalFile, "last");
            stage.TakeFinal(folder.At("taken"));
            Assert.Equal("last", File.ReadAllText(folder.At("taken")));
            stage.RemoveFinal();
            Assert.False(File.Exists(stage.FinalFile));
        }

        Assert.Empty(Directory.GetFileSystemEntries(folder.At("own"), ".iotrace-*"));
    }

    [Fact]
    public async Task Another_file_in_its_place_is_noticed()
    {
        await using var target = await StartAsync("own");
        using var stage = ProbeStage.Make(target.Id, Assembly);
        File.Move(stage.Assembly, stage.Assembly + ".old");
        File.WriteAllText(stage.Assembly, "probe");

        Assert.False(stage.IsInPlace(target.Id));
        File.Delete(stage.Assembly + ".old");
    }

    [Fact]
    public async Task No_copy_is_laid_where_others_could_put_another_in_its_place()
    {
        await using var target = await StartAsync("open");
        ToolRunner.Run("chmod", "0777", folder.At("open"));

        Assert.Contains("sticky", Assert.Throws<IOException>(() => ProbeStage.Make(target.Id, Assembly)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.At("open"), ".iotrace-*"));
    }

    [RootFact]
    public async Task No_copy_is_laid_behind_a_link_or_in_a_folder_of_another_user()
    {
        await using var target = await StartAsync("place/own");
        Directory.Move(folder.At("place"), folder.At("real"));
        Directory.CreateSymbolicLink(folder.At("place"), folder.At("real"));
        using (ProbeStage.Make(target.Id, Assembly))
        {
            Assert.Single(Directory.GetFileSystemEntries(folder.At("real/own"), ".iotrace-*"));
        }

        await ToolRunner.RunAsync("chown", "-h", "65534", folder.At("place"));
        Assert.Throws<IOException>(() => ProbeStage.Make(target.Id, Assembly));
        await ToolRunner.RunAsync("chown", "-h", "0", folder.At("place"));
        await ToolRunner.RunAsync("chown", "65534", folder.At("real"));
        Assert.Throws<IOException>(() => ProbeStage.Make(target.Id, Assembly));
    }

    [RootFact]
    public void Files_are_touched_as_their_user_and_no_more_is_allowed_than_to_that_user()
    {
        const uint Nobody = 65534;
        using var handle = LibC.FindPath(folder.Path, out _)!;
        Assert.Throws<IOException>(() => FileUser.TryRun(Nobody, Nobody, () => LibC.MakeFolder(handle, "refused", 0x1C0)));
        ToolRunner.Run("chmod", "0777", folder.Path);
        Assert.True(FileUser.TryRun(Nobody, Nobody, () => LibC.MakeFolder(handle, "made", 0x1C0)));
        Assert.Equal(Nobody, LibC.Owner(folder.At("made")));
        Assert.False(Directory.Exists(folder.At("refused")));
        // And this thread is who it was.
        Directory.CreateDirectory(folder.At("mine"));
        Assert.Equal(LibC.EffectiveUser(), LibC.Owner(folder.At("mine")));
    }

    public void Dispose() => folder.Dispose();

    private async Task<TargetProcess> StartAsync(string temporary)
    {
        Directory.CreateDirectory(folder.At(temporary));
        return await TargetProcess.StartAsync(new TargetSetup("idle", "--seconds", "60")
        {
            Environment = new Dictionary<string, string> { ["TMPDIR"] = folder.At(temporary) },
        });
    }
}
