using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Containers;

/// <summary>What lives in namespaces of its own is found, checked and profiled from outside, by root.</summary>
public sealed class NamespaceTests
{
    [NamespacesTheory]
    [InlineData(Shape.Processes, 1)]
    [InlineData(Shape.Mounts, null)]
    [InlineData(Shape.Both, 1)]
    [InlineData(Shape.Chroot, null)]
    [InlineData(Shape.Container, 1)]
    [InlineData(Shape.User, 1)]
    public async Task It_is_listed_checked_and_profiled(Shape shape, int? innerId)
    {
        await InstalledTool.PathAsync();
        await using var target = await ContainedTarget.StartAsync(shape, "named-pipe", "--seconds", "60");

        var list = await Tool.RunAsync(new ToolCommand("", "ps") { Environment = new Dictionary<string, string?> { ["COLUMNS"] = "300" } });
        var line = Assert.Single(list.Lines, l => l.TrimStart().StartsWith($"{target.Id} ", StringComparison.Ordinal));
        Assert.Contains($" {Environment.Version} ", line);
        Assert.Contains(innerId is null ? " own " : $" own, pid {innerId} ", line);
        Assert.DoesNotContain("!", line);

        var check = await Tool.RunAsync("check", $"{target.Id}");
        Assert.Contains("can be attached to", check.Output);

        var report = await Tool.AttachAsync(target.Id, "1s");
        Assert.Equal(target.Id, report.Json["target"]!["pid"]!.GetValue<int>());
        // The verdict needs the runtime's events and the kernel's view of the same thread, which each calls by another number.
        Assert.True(report is { Bound: "io", Cause: "pipe" }, report.ToString());
        // As the target sees it: the number is its own process id.
        Assert.Equal($"{target.Temporary}/testtarget-{innerId ?? target.Id}/feed", report.Files[0]!["path"]!.GetValue<string>());
        Assert.Contains(report.Json["callSites"]!.AsArray(), site => site!["state"]!.GetValue<string>() == "pipe" && site["frames"]!.ToJsonString().Contains("NamedPipe.Start"));
        Assert.False(target.HasExited);
    }

    [NamespacesTheory]
    [InlineData(Shape.Processes, 1)]
    [InlineData(Shape.Mounts, null)]
    [InlineData(Shape.Both, 1)]
    [InlineData(Shape.Chroot, null)]
    [InlineData(Shape.Container, 1)]
    [InlineData(Shape.User, 1)]
    public async Task The_probe_counts_in_there_and_leaves_nothing_behind(Shape shape, int? innerId)
    {
        await InstalledTool.PathAsync();
        await using var target = await ContainedTarget.StartAsync(shape, "fsync", "--seconds", "60");
        var report = await Tool.AttachAsync(target.Id, "1s", "--probe");

        var file = Assert.Single(report.Files, f => f!["path"]!.GetValue<string>().StartsWith($"{target.Temporary}/testtarget-{innerId ?? target.Id}/", StringComparison.Ordinal))!;
        Assert.True(file["exact"]!.GetValue<bool>(), report.ToString());
        Assert.True(file["operations"]!["sync"]!["count"]!.GetValue<long>() > 0, report.ToString());
        Assert.Empty(Directory.GetFileSystemEntries($"/proc/{target.Id}/root{target.Temporary}", ".iotrace-*"));
        Assert.False(target.HasExited);
    }
}
