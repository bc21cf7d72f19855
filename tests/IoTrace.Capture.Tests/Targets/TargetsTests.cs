using System.Diagnostics;

using IoTrace.Capture.Os.Linux;
using IoTrace.Capture.Targets;
using IoTrace.Testing;

namespace IoTrace.Capture.Tests.Targets;

[Collection("processes")]
public class TargetsTests
{
    [Fact]
    public void Loaded_libraries_are_known_by_their_whole_name()
    {
        Assert.True(ProcessFacts.HasLoaded(Environment.ProcessId, "System.Runtime.dll"));
        Assert.False(ProcessFacts.HasLoaded(Environment.ProcessId, "Runtime.dll"));
        Assert.False(ProcessFacts.HasLoaded(int.MaxValue, "System.Runtime.dll"));
    }

    [Fact]
    public async Task A_process_is_described()
    {
        await using var target = await TargetProcess.StartAsync("idle", "--seconds", "60");
        var found = ProcessFinder.ById(target.Id);
        Assert.Equal("testtarget", found.Name);
        Assert.Equal(Environment.Version.ToString(), found.RuntimeVersion);
        Assert.Equal(Environment.UserName, found.User);
        Assert.Null(found.Obstacle);
        Assert.EndsWith("idle --seconds 60", found.CommandLine, StringComparison.Ordinal);
        Assert.Equal(Environment.ProcessId, ProcessFacts.Parent(target.Id));
        // The affinity is inherited; a quota of ours makes the runtime count fewer.
        Assert.True(ProcessFacts.Processors(target.Id) >= Environment.ProcessorCount);
        Assert.Null(ProcessFacts.Processors(int.MaxValue));
        Assert.True(ProcessTree.IsWithin(Environment.ProcessId, target.Id));
        Assert.False(ProcessTree.IsWithin(target.Id, Environment.ProcessId));
    }

    [Fact]
    public async Task Disabled_diagnostics_are_told_with_the_remedy()
    {
        await using var target = await TargetProcess.StartAsync(
            new TargetSetup("idle", "--seconds", "60") { Environment = new Dictionary<string, string> { ["DOTNET_EnableDiagnostics"] = "0" } });
        Assert.Contains("DOTNET_EnableDiagnostics=0", ProcessFinder.ById(target.Id).Obstacle!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_is_not_there_or_not_dotnet_is_refused()
    {
        Assert.Equal(2, Assert.Throws<IoTraceException>(() => ProcessFinder.ById(int.MaxValue)).ExitCode);
        using var sleep = Process.Start("sleep", "60");
        try
        {
            var error = Assert.Throws<IoTraceException>(() => ProcessFinder.ById(sleep.Id));
            Assert.Contains("is not a .NET process", error.Message, StringComparison.Ordinal);
            Assert.Contains("sleep", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            sleep.Kill();
            sleep.WaitForExit();
        }
    }

    [Fact]
    public async Task A_name_finds_one_process_and_lists_several()
    {
        using var folder = new TempFolder();
        var name = $"unitname{Environment.ProcessId}";
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(TargetProcess.Executable)!, "testtarget.*"))
        {
            File.Copy(file, folder.At(Path.GetFileName(file).Replace("testtarget", name, StringComparison.Ordinal)));
        }

        using var first = Start(folder.At(name + ".dll"));
        Process? second = null;
        try
        {
            await Task.Run(() => first.StandardOutput.ReadLine());
            Assert.Equal(first.Id, ProcessFinder.ByName(name).Pid);
            Assert.Equal(first.Id, ProcessFinder.ByName(name.ToUpperInvariant()).Pid);
            Assert.Equal(first.Id, ProcessFinder.ByName(name[..^1]).Pid);
            second = Start(folder.At(name + ".dll"));
            await Task.Run(() => second.StandardOutput.ReadLine());
            var error = Assert.Throws<IoTraceException>(() => ProcessFinder.ByName(name));
            Assert.Equal(2, error.ExitCode);
            Assert.Contains($"{first.Id}", error.Message, StringComparison.Ordinal);
            Assert.Contains($"{second.Id}", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            End(first);
            End(second);
            second?.Dispose();
        }

        Assert.Contains("no .NET process named", Assert.Throws<IoTraceException>(() => ProcessFinder.ByName(name)).Message, StringComparison.Ordinal);
    }

    private static Process Start(string assembly) =>
        Process.Start(new ProcessStartInfo("dotnet", [assembly, "idle", "--seconds", "60"]) { RedirectStandardOutput = true })!;

    private static void End(Process? process)
    {
        process?.Kill();
        process?.WaitForExit();
    }

    [Fact]
    public void Commands_are_found_as_a_shell_finds_them()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("plain"), "#!/bin/sh\n");
        Assert.EndsWith("/sh", CommandPath.Find("sh"), StringComparison.Ordinal);
        Assert.Equal(127, Assert.Throws<IoTraceException>(() => CommandPath.Find("no-such-command-here")).ExitCode);
        Assert.Equal(127, Assert.Throws<IoTraceException>(() => CommandPath.Find("")).ExitCode);
        Assert.Equal(127, Assert.Throws<IoTraceException>(() => CommandPath.Find(folder.At("missing"))).ExitCode);
        Assert.Equal(126, Assert.Throws<IoTraceException>(() => CommandPath.Find(folder.Path)).ExitCode);
        Assert.Equal(126, Assert.Throws<IoTraceException>(() => CommandPath.Find(folder.At("plain"))).ExitCode);
        ToolRunner.Run("chmod", "+x", folder.At("plain"));
        Assert.Equal(folder.At("plain"), CommandPath.Find(folder.At("plain")));
    }

    [Fact]
    public void Users_and_links_are_read()
    {
        Assert.Equal("root", LibC.UserName(0));
        Assert.Equal("4123456", LibC.UserName(4123456));
        Assert.Null(LibC.ReadLink("/no/such/link"));
        Assert.Null(LibC.Owner("/no/such/file"));
        using var folder = new TempFolder();
        Assert.Equal(LibC.EffectiveUser(), LibC.Owner(folder.Path));
    }
}
