using IoTrace.Capture.Targets;
using IoTrace.Testing;

namespace IoTrace.Capture.Tests.Targets;

[Collection("processes")]
public class TargetFilesTests
{
    [Fact]
    public void An_assembly_states_its_version_whoever_asks()
    {
        var core = File.ReadAllBytes(typeof(object).Assembly.Location);
        Assert.StartsWith(Environment.Version.ToString(), AssemblyVersion.Of(core)!, StringComparison.Ordinal);
        Assert.Equal(ToolVersion.Text, AssemblyVersion.Of(File.ReadAllBytes(typeof(IoTraceException).Assembly.Location))!.Split('+')[0]);
    }

    [Fact]
    public void Whatever_bytes_there_are_it_is_no_failure()
    {
        Assert.Null(AssemblyVersion.Of([]));
        Assert.Null(AssemblyVersion.Of("MZ but nothing else"u8.ToArray()));
        var original = File.ReadAllBytes(typeof(IoTraceException).Assembly.Location);
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var broken = original[..random.Next(original.Length)].ToArray();
            for (var i = 0; i < 20 && broken.Length > 0; i++) broken[random.Next(Math.Min(broken.Length, 4096))] = (byte)random.Next(256);
            _ = AssemblyVersion.Of(broken);
        }
    }

    [Fact]
    public void Only_a_regular_file_is_read_and_none_that_is_too_large()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("file"), "12345");
        ToolRunner.Run("mkfifo", folder.At("pipe"));
        using var root = TargetRoot.Own();
        Assert.Equal("12345"u8.ToArray(), root.Read(folder.At("file"), 5));
        Assert.Null(root.Read(folder.At("file"), 4));
        Assert.Null(root.Read(folder.At("pipe"), 100));
        Assert.Null(root.Read("/dev/zero", 100));
        Assert.Null(root.Read(folder.Path, 100_000));
        Assert.Null(root.Read(folder.At("missing"), 100));
    }

    [Fact]
    public async Task The_kernel_tells_which_socket_a_process_listens_at()
    {
        await using var target = await TargetProcess.StartAsync("idle", "--seconds", "60");
        var name = $"dotnet-diagnostic-{target.Id}-";
        Assert.Equal($"{name}{ProcessFacts.StartTime(target.Id)}-socket", Path.GetFileName(BoundSocket.PathOf(target.Id, name)));
        Assert.Null(BoundSocket.PathOf(target.Id, "other-"));
        Assert.Null(BoundSocket.PathOf(Environment.ProcessId, name));
        Assert.Null(BoundSocket.PathOf(int.MaxValue, name));
    }
}
