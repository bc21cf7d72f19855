using IoTrace.Analysis.Observations;

namespace IoTrace.Probe.Tests;

/// <summary>What the target's mode "known" does, by heart.</summary>
internal static class Known
{
    public static void AssertTrue(Totals totals, TemporaryFolder folder)
    {
        AssertIs(totals, folder, "written", IoOperation.Write, 200, 200 * 4096);
        AssertIs(totals, folder, "written", IoOperation.Sync, 50, 0);
        AssertIs(totals, folder, "written", IoOperation.Read, 1000, 1000 * 4096);
        AssertIs(totals, folder, "written", IoOperation.Open, 3, 0);
        AssertIs(totals, folder, "written", IoOperation.Close, 3, 0);
        AssertIs(totals, folder, "vectored", IoOperation.Write, 20, 20 * 300);
        AssertIs(totals, folder, "vectored", IoOperation.Read, 40, 40 * 300);
        AssertIs(totals, folder, "async", IoOperation.Write, 100, 100_000);
        AssertIs(totals, folder, "async", IoOperation.Read, 100, 100_000);
        AssertIs(totals, folder, "missing", IoOperation.Open, 30, 0, errors: 30);
        AssertIs(totals, folder, "copied", IoOperation.Rename, 10, 0);
        AssertIs(totals, folder, "sub/moved", IoOperation.Rename, 10, 0);
        AssertIs(totals, folder, "sub", IoOperation.CreateDirectory, 10, 0);
        AssertIs(totals, folder, "sub", IoOperation.List, 10, 0);
        AssertIs(totals, folder, "sub", IoOperation.Delete, 10, 0);
        AssertIs(totals, folder, "copied", IoOperation.Delete, 1, 0);
        // File.Copy moves the bytes in the kernel: in how many calls depends on kernel and file system.
        var copied = totals.Of(folder.File("copied"), IoOperation.Copy);
        Assert.InRange(copied.Bytes, 0, 200 * 4096);
        Assert.Equal(copied.Bytes, totals.Of(folder.File("written"), IoOperation.CopySource).Bytes);
        Assert.True(copied.Count > 0);
    }

    private static void AssertIs(
        Totals totals, TemporaryFolder folder, string name, IoOperation operation, long count, long bytes, long errors = 0)
    {
        var sum = totals.Of(folder.File(name), operation);
        Assert.Equal((name, operation, count, bytes, errors), (name, operation, sum.Count, sum.Bytes, sum.Errors));
        Assert.Equal(count, sum.Latency.Count);
    }
}
