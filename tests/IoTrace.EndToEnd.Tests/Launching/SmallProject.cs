using System.Runtime.InteropServices;

namespace IoTrace.EndToEnd.Tests.Launching;

/// <summary>A project of a user: computes for a second and ends with 7.</summary>
internal static class SmallProject
{
    public const string Name = "smallapp";

    /// <summary>The runtime identifier of this machine.</summary>
    public static string Platform { get; } = RuntimeInformation.RuntimeIdentifier;

    private const string Source = """
        using System;
        using System.Diagnostics;

        var watch = Stopwatch.StartNew();
        var sum = 0.0;
        while (watch.Elapsed.TotalSeconds < 1.5) sum += Math.Sqrt(sum + 1);
        Console.WriteLine($"runtime {Environment.Version} {sum > 0}");
        return 7;
        """;

    /// <param name="folder">An empty folder.</param>
    /// <param name="framework">net8.0, for instance.</param>
    public static async Task WriteAsync(string folder, string framework)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Source);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{Name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>{framework}</TargetFramework>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
    }
}
