using IoTrace.Capture.Os.Linux;
using IoTrace.Capture.Targets;
using IoTrace.Testing;

using Microsoft.Win32.SafeHandles;

namespace IoTrace.Capture.Tests.Targets;

/// <summary>The way by hand and that of the kernel find the same, and nothing outside of the root.</summary>
public sealed class RootedWalkTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SafeFileHandle root;

    public RootedWalkTests()
    {
        Directory.CreateDirectory(folder.At("root/tmp/deep"));
        File.WriteAllText(folder.At("root/tmp/inside"), "12345");
        File.WriteAllText(folder.At("outside"), "outside");
        Directory.CreateDirectory(folder.At("root/etc"));
        Link("tmp/absolute", "/tmp");
        Link("tmp/deep/up", "../../tmp");
        Link("tmp/out", folder.At("outside"));
        Link("tmp/above", "../../../../../../../../../../../../etc");
        Link("tmp/round", "/tmp/round/further");
        Link("tmp/process", "/proc/self/root");
        root = LibC.FindPath(folder.At("root"), out _)!;
    }

    public static TheoryData<string, bool> Paths => new()
    {
        { "/tmp/inside", true },
        { "tmp//./inside", true },
        { "/tmp/absolute/inside", true },
        { "/tmp/absolute/absolute/deep/up/inside", true },
        { "/../../tmp/inside", true },
        { "/tmp/deep/../inside", true },
        { "/tmp/missing", false },
        { "/tmp/inside/below", false },
        { "/tmp/round/inside", false },
        { "/tmp/out/inside", false },
        { "/tmp/process/tmp/inside", false },
        { "/tmp/above/passwd", false },
        { "", true },
        { "/", true },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public void Both_ways_find_the_same(string path, bool found)
    {
        using var byHand = RootedWalk.Find(root, path);
        using var byKernel = LibC.FindBelow(root, path.Length == 0 ? "/" : path, out _);
        Assert.Equal(found, byHand is not null);
        Assert.Equal(found, byKernel is not null);
        if (byHand is not null)
        {
            Assert.Equal(LibC.Status(byKernel!), LibC.Status(byHand));
        }
    }

    [Fact]
    public void A_link_to_the_outside_stands_for_itself()
    {
        using var byHand = RootedWalk.Find(root, "/tmp/out");
        using var byKernel = LibC.FindBelow(root, "/tmp/out", out _);
        Assert.Equal(FileType.SymbolicLink, LibC.Status(byHand!)!.Value.Type);
        Assert.Equal(FileType.SymbolicLink, LibC.Status(byKernel!)!.Value.Type);
        Assert.Equal(folder.At("outside"), LibC.ReadLink(byHand!));
    }

    [Fact]
    public void Nothing_is_waited_for()
    {
        ToolRunner.Run("mkfifo", folder.At("root/tmp/pipe"));
        using var pipe = RootedWalk.Find(root, "/tmp/pipe");
        Assert.Equal(FileType.Fifo, LibC.Status(pipe!)!.Value.Type);
    }

    [Fact]
    public void A_folder_on_the_way_can_be_refused()
    {
        var seen = 0;
        Assert.Null(RootedWalk.Find(root, "/tmp/deep/x", _ => ++seen < 3));
        Assert.Equal(3, seen);
    }

    [Fact]
    public void A_file_is_described()
    {
        using var file = RootedWalk.Find(root, "/tmp/inside");
        var status = LibC.Status(file!)!.Value;
        Assert.Equal((FileType.Regular, LibC.EffectiveUser(), 5), (status.Type, status.Owner, status.Size));
        Assert.Equal(new FileInfo(folder.At("root/tmp/inside")).UnixFileMode, status.Permissions);
    }

    public void Dispose()
    {
        root.Dispose();
        folder.Dispose();
    }

    private void Link(string name, string target) => File.CreateSymbolicLink(folder.At("root/" + name), target);
}
