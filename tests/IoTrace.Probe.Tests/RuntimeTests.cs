using System.Diagnostics;
using IoTrace.Capture.Probe;

namespace IoTrace.Probe.Tests;

/// <summary>The runtimes the probe has to work in, as self-contained publishes, and the form in which it cannot.</summary>
public sealed class RuntimeTests
{
    [Theory]
    [InlineData("net8.0")]
    [InlineData("net9.0")]
    [InlineData("net10.0")]
    public void Known_operations_are_exact_on_each_runtime(string framework)
    {
        if (framework == "net10.0" && !LongRun.Enabled)
        {
            Console.WriteLine("skipped: all other tests run on .NET 10 already; with IOTRACE_LONG=1 its self-contained form too");
            return;
        }
        var program = Publish(framework, isSingleFile: false);
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start(program, ["known", folder.Path, "wait"], null);
        using var session = ProbeSession.Attach(target.Id);
        target.Work();
        Known.AssertTrue(new Totals(session.Stop()), folder);

        using var starts = TestTarget.Start(program, ["start-processes", folder.Path, LongRun.Text(80, 2000)], null);
        using var startsSession = ProbeSession.Attach(starts.Id);
        Assert.Equal(LongRun.Text(20, 500), starts.Work().Split(' ')[0]);
        startsSession.Stop();

        using var signals = TestTarget.Start(program, ["signals", folder.Path, LongRun.Text(200, 10_000)], null);
        using var signalsSession = ProbeSession.Attach(signals.Id);
        signals.Work();
        Console.WriteLine($"runtime: {framework}: {startsSession.Hello.Settings}");
    }

    [Fact]
    public void A_single_file_program_is_left_alone_with_a_reason()
    {
        var program = Publish("net10.0", isSingleFile: true);
        using var target = TestTarget.Start(program, ["idle"], null);
        var availability = Assert.IsType<ProbeAvailability.Unavailable>(ProbeLoader.Check(target.Id, null));
        Assert.Contains("single-file", availability.Reason, StringComparison.Ordinal);
        target.Go();
        Assert.Equal(0, target.WaitForExit());
    }

    /// <summary>Once for each state of the target's sources; a publish takes some seconds.</summary>
    private static string Publish(string framework, bool isSingleFile)
    {
        var output = Path.Combine(TestTarget.ProjectFolder, "bin", "published", framework + (isSingleFile ? "-single" : ""));
        var program = Path.Combine(output, "IoTrace.Probe.Target");
        var newest = Directory.GetFiles(TestTarget.ProjectFolder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).Max(File.GetLastWriteTimeUtc);
        if (File.Exists(program) && File.GetLastWriteTimeUtc(program) > newest)
            return program;

        var start = new ProcessStartInfo("dotnet",
        [
            "publish", TestTarget.ProjectFolder, "-c", "Release", "-r", "linux-x64", "--self-contained", "-o", output, "-v", "q", "-nodeReuse:false",
            $"-p:ProbeTargetFramework={framework}", $"-p:PublishSingleFile={isSingleFile}", $"-p:NuGetLockFilePath={output}-obj/packages.lock.json",
            // Away from the intermediate files of the ordinary build of the same project.
            $"-p:BaseIntermediateOutputPath={output}-obj/", $"-p:MSBuildProjectExtensionsPath={output}-obj/", "-p:EnableDefaultCompileItems=false", "-p:ProbeTargetIsPublished=true",
        ])
        { RedirectStandardOutput = true };
        using var publish = Process.Start(start)!;
        var said = publish.StandardOutput.ReadToEndAsync();
        Assert.True(publish.WaitForExit(TimeSpan.FromMinutes(3)), "the publish did not end");
        Assert.True(publish.ExitCode == 0, said.Result);
        File.SetLastWriteTimeUtc(program, DateTime.UtcNow);
        return program;
    }
}
