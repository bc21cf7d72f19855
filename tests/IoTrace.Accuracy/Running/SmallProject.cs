using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace IoTrace.Accuracy.Running;

/// <summary>A generated console project, small, but with generic and nested lambdas enough for the compiler to work for a few seconds.</summary>
internal static class SmallProject
{
    private const int Classes = 15;

    /// <summary>Methods a class for the build, so that the compiler, its child, takes most of the time; and for the compiler alone.</summary>
    private const int MethodsToBuild = 12, MethodsToCompile = 6;

    /// <summary>Makes and restores it; no package is needed, and none is asked for.</summary>
    /// <exception cref="InvalidOperationException">It cannot be restored, with what was said.</exception>
    public static async Task MakeAsync(string folder)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "shop.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), "System.Console.WriteLine(new Shop.Shop0().Price0(1));");
        await WriteAsync(folder, MethodsToBuild);
        var result = await ToolRunner.RunAsync(new ToolCommand("dotnet", "restore", folder) { Timeout = TimeSpan.FromMinutes(2) });
        if (result.ExitCode != 0) throw new InvalidOperationException($"the generated project cannot be restored: {result}");
    }

    /// <summary>Compiles it in processes that end with it: what stays behind would serve the next run.</summary>
    public static IReadOnlyList<string> BuildCommand(string folder) =>
        ["dotnet", "build", folder, "--no-restore", "-t:Rebuild", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-v:quiet", "-nologo"];

    /// <summary>The sources alone, for the compiler.</summary>
    public static Task MakeSourcesAsync(string folder) => WriteAsync(folder, MethodsToCompile);

    /// <summary>The compiler itself, against the assemblies of the runtime that this program runs on.</summary>
    public static IReadOnlyList<string> CompileCommand(string folder)
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var dotnet = Path.GetFullPath(Path.Combine(runtime, "../../.."));
        var sdk = Directory.GetDirectories(Path.Combine(dotnet, "sdk"), $"{Environment.Version.Major}.*").Max(StringComparer.Ordinal)!;
        return
        [
            Path.Combine(dotnet, "dotnet"), Path.Combine(sdk, "Roslyn", "bincore", "csc.dll"), "-noconfig", "-nologo", "-target:library",
            $"-out:{Path.Combine(folder, "shop.dll")}",
            .. Directory.GetFiles(runtime, "System*.dll").Select(reference => $"-r:{reference}"),
            .. Directory.GetFiles(folder, "*.cs"),
        ];
    }

    private static async Task WriteAsync(string folder, int methods)
    {
        for (var i = 0; i < Classes; i++) await File.WriteAllTextAsync(Path.Combine(folder, $"Shop{i}.cs"), Class(i, methods));
    }

    private static string Class(int number, int methods)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"using System.Linq;\nnamespace Shop;\npublic class Shop{number}\n{{\n");
        for (var i = 0; i < methods; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                    public double Price{{i}}(int count)
                    {
                        var lines = Enumerable.Range(0, count).Select(line => (Number: line, Price: line * {{i + 1}}.5)).Where(line => line.Number % 3 != {{i % 3}});
                        return lines.GroupBy(line => line.Number % 7).OrderBy(group => group.Key).Sum(group => group.Sum(line => line.Price));
                    }

                """);
        }

        return text.Append("}\n").ToString();
    }
}
