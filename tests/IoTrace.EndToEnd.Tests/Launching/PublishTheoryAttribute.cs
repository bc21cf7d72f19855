namespace IoTrace.EndToEnd.Tests.Launching;

/// <summary>A theory that publishes for runtimes which are not installed: their packages have to be at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PublishTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<string?> _unavailable = new(Probe);

    public PublishTheoryAttribute() => Skip = _unavailable.Value;

    private static string? Probe()
    {
        using var folder = new TempFolder();
        SmallProject.WriteAsync(folder.Path, "net8.0").GetAwaiter().GetResult();
        var result = ToolRunner.Run(
            "dotnet", "restore", folder.At($"{SmallProject.Name}.csproj"), "-r", SmallProject.Platform, "-p:SelfContained=true");
        return result.ExitCode == 0 ? null : $"the runtime of .NET 8 cannot be had: {result.Output.Trim()} {result.Error.Trim()}";
    }
}
