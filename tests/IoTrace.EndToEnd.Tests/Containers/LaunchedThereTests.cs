using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Containers;

/// <summary>A launched command may put its .NET process into namespaces of its own, as container tools do.</summary>
public sealed class LaunchedThereTests
{
    [NamespacesTheory]
    [InlineData(Shape.Processes)]
    [InlineData(Shape.Mounts)]
    [InlineData(Shape.Both)]
    [InlineData(Shape.Chroot)]
    [InlineData(Shape.Container)]
    [InlineData(Shape.User)]
    public async Task A_launched_wrapper_has_its_process_profiled(Shape shape)
    {
        await InstalledTool.PathAsync();
        var report = await Tool.LaunchAsync(Namespaces.Command(shape, Repository.At("tests"), [TargetProcess.Executable, "fsync", "--seconds", "1"]));

        Assert.Equal("testtarget", report.Text("target", "name"));
        var inner = shape is Shape.Processes or Shape.Both or Shape.Container or Shape.User ? "1" : report.Json["target"]!["pid"]!.ToJsonString();
        var file = Assert.Single(report.Files, f => f!["path"]!.GetValue<string>().Contains($"/testtarget-{inner}/", StringComparison.Ordinal))!;
        Assert.True(file["exact"]!.GetValue<bool>(), report.ToString());
        Assert.True(file["operations"]!["sync"]!["count"]!.GetValue<long>() > 0, report.ToString());
    }

    [NamespacesFact]
    public async Task A_launched_wrapper_may_enter_the_namespaces_of_another_process()
    {
        await InstalledTool.PathAsync();
        await using var host = await ContainedTarget.StartAsync(Shape.Both, "delay", "--seconds", "60");
        var report = await Tool.LaunchAsync(["nsenter", "--target", $"{host.Id}", "--pid", "--mount", "--", TargetProcess.Executable, "fsync", "--seconds", "1"]);

        Assert.NotEqual(host.Id, report.Json["target"]!["pid"]!.GetValue<int>());
        Assert.Contains(report.Files, f => f!["exact"]!.GetValue<bool>() && f["operations"]?["sync"]?["count"]!.GetValue<long>() > 0);
        Assert.False(host.HasExited);
    }
}
