using IoTrace.Testing;

namespace IoTrace.Workloads.Tests;

/// <summary>The tool of this build, which stands beside these tests.</summary>
internal static class BuiltTool
{
    public static string Path { get; } = Find();

    /// <summary>Runs <c>iotrace workload</c>.</summary>
    public static Task<ToolResult> RunAsync(params string[] arguments) => ToolRunner.RunAsync(Path, ["workload", .. arguments]);

    private static string Find()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration, root) = (own.Name, own.Parent!.Name, own.Parent!.Parent!.Parent!.Parent!.Parent!.FullName);
        return System.IO.Path.Combine(root, "src", "IoTrace", "bin", configuration, framework, "iotrace");
    }
}
