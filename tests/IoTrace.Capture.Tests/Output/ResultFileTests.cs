using System.Diagnostics;

using IoTrace.Capture.Output;
using IoTrace.Testing;

namespace IoTrace.Capture.Tests.Output;

/// <summary>What a result is written to, with the real things: files, links, pipes and devices.</summary>
public sealed class ResultFileTests : IDisposable
{
    private static readonly byte[] Content = [1, 2, 3];
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_readable_for_its_user_alone_and_nothing_is_left_beside_it()
    {
        Write(folder.At("out"));

        Assert.Equal(Content, File.ReadAllBytes(folder.At("out")));
        Assert.Equal("600", Shell($"stat -c %a '{folder.At("out")}'"));
        Assert.Equal(["out"], Names());
    }

    [Fact]
    public void A_file_that_was_there_is_replaced_or_stays_as_it_was()
    {
        File.WriteAllText(folder.At("out"), "old");
        Assert.Throws<IOException>(() => ResultFile.Write(folder.At("out"), _ => throw new IOException("no space"), Never));
        Assert.Equal("old", File.ReadAllText(folder.At("out")));

        Write(folder.At("out"));
        Assert.Equal(Content, File.ReadAllBytes(folder.At("out")));
        Assert.Equal(["out"], Names());
    }

    [Theory]
    [InlineData("there")]
    [InlineData("not-there")]
    public void A_link_is_refused_and_where_it_points_stays_untouched(string target)
    {
        File.WriteAllText(folder.At("there"), "theirs");
        File.CreateSymbolicLink(folder.At("out"), folder.At(target));

        Assert.Contains(target, Assert.Throws<IOException>(() => ResultFile.Check(folder.At("out"))).Message, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => Write(folder.At("out")));
        Assert.Equal("theirs", File.ReadAllText(folder.At("there")));
        Assert.Equal(["out", "there"], Names());
    }

    [Fact]
    public void A_link_that_somebody_puts_there_meanwhile_is_not_replaced()
    {
        Assert.Throws<IOException>(() => ResultFile.Write(folder.At("out"), _ => File.CreateSymbolicLink(folder.At("out"), "/nowhere"), Never));
        Assert.Equal("/nowhere", new FileInfo(folder.At("out")).LinkTarget);
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/zero")]
    public void A_device_is_written_to_and_stays_a_device(string device)
    {
        ResultFile.Check(device);
        Write(device);
        Assert.Equal("character special file", Shell($"stat -c %F {device}"));
    }

    [Fact]
    public void A_full_device_is_an_error()
    {
        ResultFile.Check("/dev/full");
        Assert.Contains("No space left", Assert.Throws<IOException>(() => Write("/dev/full")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_refused() => Assert.Throws<IOException>(() => ResultFile.Check(folder.Path));

    [Fact]
    public void A_folder_that_is_not_there_is_said_before_the_work() =>
        Assert.ThrowsAny<IOException>(() => ResultFile.Check(folder.At("no/such/out")));

    [Fact]
    public async Task A_pipe_is_written_to_when_its_reader_comes()
    {
        Shell($"mkfifo '{folder.At("pipe")}'");
        ResultFile.Check(folder.At("pipe"));
        var waited = new TaskCompletionSource();
        var writing = Task.Run(() => ResultFile.Write(folder.At("pipe"), stream => stream.Write(new byte[1 << 20]), waited.SetResult));
        await waited.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal($"{1 << 20}", Shell($"wc -c < '{folder.At("pipe")}'"));
        await writing.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_pipe_whose_reader_has_gone_is_an_error()
    {
        Shell($"mkfifo '{folder.At("pipe")}'");
        using var reader = Process.Start("sh", ["-c", $"head -c 1 '{folder.At("pipe")}'"]);
        Assert.Throws<IOException>(() => ResultFile.Write(folder.At("pipe"), stream => stream.Write(new byte[1 << 22]), () => { }));
        reader.WaitForExit();
    }

    [Fact]
    public void A_descriptor_is_written_to_where_it_stands()
    {
        using var file = File.OpenHandle(folder.At("out"), FileMode.CreateNew, FileAccess.ReadWrite);
        var path = $"/dev/fd/{file.DangerousGetHandle()}";
        ResultFile.Check(path);
        Write(path);
        Write(path);
        Assert.Equal([.. Content, .. Content], File.ReadAllBytes($"/proc/self/fd/{file.DangerousGetHandle()}"));
    }

    [Fact]
    public void A_descriptor_that_is_not_open_is_refused() => Assert.Throws<IOException>(() => ResultFile.Check("/dev/fd/98765"));

    private static void Never() => Assert.Fail("there is nobody to wait for");

    private static void Write(string path) => ResultFile.Write(path, stream => stream.Write(Content), Never);

    private string[] Names() => [.. Directory.GetFileSystemEntries(folder.Path).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    private static string Shell(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Trim();
    }
}
