using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

using NetArchTest.Rules;

namespace IoTrace.Cli.Tests;

public sealed class ArchitectureTests
{
    private const string CommandLine = "IoTrace.Cli.CommandLine";

    /// <summary>Cocona gets no more fixes: it must be possible to replace it by changing one folder.</summary>
    [Fact]
    public void Only_the_bindings_know_the_command_line_library()
    {
        var all = Types.InAssembly(typeof(ExitCode).Assembly);
        var result = all.That().DoNotResideInNamespace(CommandLine).Should().NotHaveDependencyOnAny("Cocona").GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypes.Select(t => t.FullName)));
        // The rule would hold just as well if it saw nothing.
        Assert.NotEmpty(all.That().ResideInNamespace(CommandLine).And().HaveDependencyOnAny("Cocona").GetTypes());
    }

    [Theory]
    [InlineData("Cocona.Core", "iotrace")]
    [InlineData("System.CommandLine")]
    public void No_other_assembly_refers_to_a_command_line_library(string library, params string[] allowed)
    {
        var ours = Directory.EnumerateFiles(AppContext.BaseDirectory, "IoTrace.*.dll").Append(typeof(ExitCode).Assembly.Location);
        var users = ours.Where(file => References(file).Contains(library)).Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(allowed, users);
    }

    private static IEnumerable<string> References(string file)
    {
        using var stream = File.OpenRead(file);
        using var assembly = new PEReader(stream);
        var metadata = assembly.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))];
    }
}
