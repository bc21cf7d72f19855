using IoTrace.Capture.Probe;

namespace IoTrace.Probe.Tests;

/// <summary>What the target's mode "known" does, by heart.</summary>
internal static class Known
{
    public static void AssertTrue(Totals totals, TemporaryFolder folder)
    {
        AssertIs(totals, folder, "written", ProbeOperation.Write, 200, 200 * 4096);
        AssertIs(totals, folder, "written", ProbeOperation.Sync, 50, 0);
        AssertIs(totals, folder, "written", ProbeOperation.Read, 1000, 1000 * 4096);
        AssertIs(totals, folder, "written", ProbeOperation.Open, 3, 0);
        AssertIs(totals, folder, "written", ProbeOperation.Close, 3, 0);
        AssertIs(totals, folder, "vectored", ProbeOperation.Write, 20, 20 * 300);
        AssertIs(totals, folder, "vectored", ProbeOperation.Read, 40, 40 * 300);
        AssertIs(totals, folder, "async", ProbeOperation.Write, 100, 100_000);
        AssertIs(totals, folder, "async", ProbeOperation.Read, 100, 100_000);
        AssertIs(totals, folder, "missing", ProbeOperation.Open, 30, 0, errors: 30);
        AssertIs(totals, folder, "copied", ProbeOperation.Rename, 10, 0);
        AssertIs(totals, folder, "sub/moved", ProbeOperation.Rename, 10, 0);
        AssertIs(totals, folder, "sub", ProbeOperation.CreateDirectory, 10, 0);
        AssertIs(totals, folder, "sub", ProbeOperation.List, 10, 0);
        AssertIs(totals, folder, "sub", ProbeOperation.Delete, 10, 0);
        AssertIs(totals, folder, "copied", ProbeOperation.Delete, 1, 0);
        // File.Copy moves the bytes in the kernel: in how many calls depends on kernel and file system.
        var copied = totals.Of(folder.File("copied"), ProbeOperation.Copy);
        Assert.InRange(copied.Bytes, 0, 200 * 4096);
        Assert.Equal(copied.Bytes, totals.Of(folder.File("written"), ProbeOperation.CopySource).Bytes);
        Assert.True(copied.Count > 0);
    }

    private static void AssertIs(
        Totals totals, TemporaryFolder folder, string name, ProbeOperation operation, long count, long bytes, long errors = 0)
    {
        var sum = totals.Of(folder.File(name), operation);
        Assert.Equal((name, operation, count, bytes, errors), (name, operation, sum.Count, sum.Bytes, sum.Errors));
        Assert.Equal(count, sum.Latency.Count);
    }
}
