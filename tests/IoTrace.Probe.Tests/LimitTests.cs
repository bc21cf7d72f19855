using System.Diagnostics;
using System.Runtime.InteropServices;
using IoTrace.Capture;
using IoTrace.Capture.Probe;
using IoTrace.Capture.Targets;
using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Probe.Tests;

/// <summary>Targets at their limits: the probe declines with the reason, and where it comes all the same the target lives.</summary>
public sealed class LimitTests
{
    private static readonly string s_assembly = Path.Combine(AppContext.BaseDirectory, ProbeLoader.AssemblyFile);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(31)]
    public void A_target_with_few_descriptors_left_is_left_alone(int free)
    {
        using var target = TestTarget.Start("idle");
        LeaveDescriptors(target.Id, free);
        // How many is not asserted: the runtime may open one of its own at any time.
        AssertDeclined(target.Id, "file descriptors left");
        AssertLives(target);
    }

    /// <summary>Such a runtime does not answer, and the attach would wait for it.</summary>
    [Fact]
    public async Task A_runtime_with_hardly_a_descriptor_left_is_not_connected_to()
    {
        using var target = TestTarget.Start("idle");
        LeaveDescriptors(target.Id, 4);
        var process = Assert.IsType<ProcessInfo>(ProcessFinder.TryDescribe(target.Id));
        var refused = await Assert.ThrowsAsync<IoTraceException>(() => AttachCapture.RunAsync(
            process, TimeSpan.FromSeconds(1), probe: false, stacks: true, TimeProvider.System, new Progress<CaptureProgress>(), CancellationToken.None));
        // The runtime may have opened one of its own meanwhile.
        Assert.Matches("has [1-4] file descriptors left", refused.Message);
        AssertLives(target);
    }

    /// <summary>The tool has looked, and others took the descriptors meanwhile. From some five on the runtime gets as far as the hook.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(11)]
    public void A_hook_that_runs_out_of_descriptors_does_not_end_the_target(int free)
    {
        using var target = TestTarget.Start("idle");
        LeaveDescriptors(target.Id, free);
        Apply(target.Id);
        AssertLives(target);
    }

    /// <summary>Hooks are compiled when they are first met, and what they need must be loaded by then.</summary>
    [Fact]
    public void A_target_that_runs_out_of_descriptors_later_fails_as_it_would_without_the_probe()
    {
        using var folder = new TemporaryFolder();
        using var alone = TestTarget.Start("exhausted", folder.Path);
        Run("prlimit", "--pid", $"{alone.Id}", "--nofile=200:");
        var expected = alone.Work();
        using var target = TestTarget.Start("exhausted", folder.Path);
        Run("prlimit", "--pid", $"{target.Id}", "--nofile=200:");
        using var session = ProbeSession.Attach(target.Id);
        Assert.Equal(expected, target.Work());
        Assert.Contains(session.Stop(), told => told is ProbeAggregate { Errors: > 0 });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_target_that_may_start_no_threads_is_left_alone(int more)
    {
        using var target = TestTarget.Start("idle");
        using (var group = ProcessesGroup.TryMake(target.Id))
        {
            if (group is null)
                return;
            group.Allow(more);
            AssertDeclined(target.Id, $"may start {more} more threads");
            Apply(target.Id);
            AssertLives(target);
        }
    }

    [Theory]
    [InlineData(256)]
    [InlineData(4096)]
    public void A_target_without_address_space_is_left_alone(int kilobytes)
    {
        using var target = TestTarget.Start("idle");
        Run("prlimit", "--pid", $"{target.Id}", $"--as={(Steady(() => AddressSpace(target.Id), (a, b) => a == b) + kilobytes) * 1024}:");
        AssertDeclined(target.Id, "of address space");
        Apply(target.Id);
        AssertLives(target);
    }

    /// <summary>Root without the right to pass over permissions: as in a container that has dropped its capabilities.</summary>
    [Fact]
    public void A_target_that_cannot_read_the_probe_is_left_alone()
    {
        if (Environment.UserName != "root")
        {
            Console.WriteLine("skipped: only root can give a folder to another user");
            return;
        }
        using var folder = new TemporaryFolder();
        File.Copy(s_assembly, folder.File(ProbeLoader.AssemblyFile));
        using var target = TestTarget.Start("setpriv", ["--bounding-set", "-dac_override,-dac_read_search", "dotnet", TestTarget.AssemblyPath, "idle"], null);
        Assert.IsType<ProbeAvailability.Available>(ProbeLoader.Check(target.Id, null, folder.Path));
        Run("chmod", "700", folder.Path);
        Run("chown", "nobody", folder.Path);
        var declined = Assert.IsType<ProbeAvailability.Unavailable>(ProbeLoader.Check(target.Id, null, folder.Path));
        Assert.Contains("cannot read the probe's file", declined.Reason, StringComparison.Ordinal);
        AssertLives(target);
    }

    [Fact]
    public void A_target_that_may_read_the_probe_as_another_user_takes_it()
    {
        if (Environment.UserName != "root")
        {
            Console.WriteLine("skipped: only root can start a program as another user");
            return;
        }
        using var folder = new TemporaryFolder();
        File.Copy(s_assembly, folder.File(ProbeLoader.AssemblyFile));
        using var target = TestTarget.Start("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "dotnet", TestTarget.AssemblyPath, "idle"], null);
        Run("chmod", "755", folder.Path);
        Assert.IsType<ProbeAvailability.Available>(ProbeLoader.Check(target.Id, null, folder.Path));
        Run("chmod", "700", folder.Path);
        Assert.IsType<ProbeAvailability.Unavailable>(ProbeLoader.Check(target.Id, null, folder.Path));
        AssertLives(target);
    }

    /// <summary>Some of the calls alone, or none of them, would be figures that look whole and are not.</summary>
    [Fact]
    public void A_target_that_lets_no_call_be_redirected_gets_a_reason_and_no_figures()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            Console.WriteLine("skipped: the filter is written for x64");
            return;
        }
        using var target = TestTarget.Start("guarded");
        using (var session = ProbeSession.AttachToAny(target.Id))
        {
            Assert.False(session.Hello.IsActive);
            Assert.StartsWith("patch:", session.Hello.Reason, StringComparison.Ordinal);
            Assert.DoesNotContain(session.Stop(), told => told is ProbeAggregate);
        }
        AssertLives(target);
    }

    [Fact]
    public void A_runtime_newer_than_known_is_left_alone()
    {
        var declined = Assert.IsType<ProbeAvailability.Unavailable>(ProbeLoader.Check(Environment.ProcessId, "12.0.0-preview.1"));
        Assert.Contains(".NET 8 to 11", declined.Reason, StringComparison.Ordinal);
    }

    private static void AssertDeclined(int processId, string why)
    {
        var client = new DiagnosticsClient(processId);
        var result = ProbeLoader.LoadAsync(client, processId, null, TimeSpan.FromSeconds(20), CancellationToken.None).GetAwaiter().GetResult();
        Assert.Contains(why, Assert.IsType<ProbeLoadResult.NotLoaded>(result).Reason, StringComparison.Ordinal);
    }

    /// <summary>Past everything that the loader looks at.</summary>
    private static void Apply(int processId) => new DiagnosticsClient(processId).ApplyStartupHook(s_assembly);

    private static void AssertLives(TestTarget target)
    {
        target.Go();
        Assert.True(target.WaitForExit() == 0, target.Errors);
    }

    /// <summary>Sets the limit so that so many numbers below it are free.</summary>
    private static void LeaveDescriptors(int processId, int free)
    {
        var taken = Steady(() => Descriptors(processId), (a, b) => a.SetEquals(b));
        var limit = 0;
        for (var left = free; left > 0 || taken.Contains(limit); limit++)
            left -= taken.Contains(limit) ? 0 : 1;
        Run("prlimit", "--pid", $"{processId}", $"--nofile={limit}:");
    }

    /// <summary>What is there once the runtime has started: while it still opens files and maps memory of its own, a limit would stop itself and not the probe.</summary>
    private static T Steady<T>(Func<T> look, Func<T, T, bool> isSame)
    {
        var (before, now) = (look(), look());
        for (var same = 0; same < 3; same = isSame(before, now) ? same + 1 : 0)
        {
            Thread.Sleep(200);
            (before, now) = (now, look());
        }

        return now;
    }

    /// <summary>KiB that are mapped.</summary>
    private static long AddressSpace(int processId) => long.Parse(
        File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmSize:", StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]);

    private static HashSet<int> Descriptors(int processId) =>
        [.. Directory.GetFileSystemEntries($"/proc/{processId}/fd").Select(entry => int.Parse(Path.GetFileName(entry)))];

    private static void Run(string file, params string[] arguments)
    {
        using var process = Process.Start(file, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
