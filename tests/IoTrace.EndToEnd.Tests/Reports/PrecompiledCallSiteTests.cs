using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Reports;

/// <summary>
/// The code behind a file's operations is right also where it is precompiled, as the tool's own is: of such a method only the
/// next one tells where it ends, so all have to be known before the first address is named.
/// </summary>
[Collection(Alone.Name)]
public sealed class PrecompiledCallSiteTests
{
    [Fact]
    public async Task The_code_that_waits_for_a_mapped_file_is_the_code_that_maps_it()
    {
        await InstalledTool.PathAsync();
        for (var run = 0; run < 3; run++)
        {
            var result = await Tool.RunAsync("workload", "run", "copy-mmap", "--duration", "1s", "--json", "-");
            Assert.True(result.ExitCode == 0, result.ToString());
            var files = Report.Parse(result.Output, result).Json["files"]!.AsArray();
            var sites = files.Single(f => f!["path"]!.GetValue<string>() == "(memory-mapped files)")!["callSites"]!.AsArray();
            Assert.StartsWith("IoTrace.Workloads.Copies.CopyMmap.", sites[0]!["frames"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }
}
