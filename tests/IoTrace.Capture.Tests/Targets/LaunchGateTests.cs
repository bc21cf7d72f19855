using System.Diagnostics;

using IoTrace.Capture.Targets;
using IoTrace.Testing;

namespace IoTrace.Capture.Tests.Targets;

public sealed class LaunchGateTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_runtime_waits_until_it_is_let_go()
    {
        using var gate = LaunchGate.TryCreate()!;
        Assert.False(gate.IsTaken);
        using var program = Start(gate);
        await UntilAsync(() => gate.Holds(program.Id));

        Assert.True(gate.IsTaken);
        Assert.Equal([program.Id], gate.FindHeld());
        gate.LetGo();
        Assert.Equal(3, await EndAsync(program));
    }

    [Fact]
    public async Task Who_comes_later_waits_again_until_the_gate_is_gone()
    {
        using var gate = LaunchGate.TryCreate()!;
        gate.LetGo();
        using var program = Start(gate);
        await UntilAsync(() => gate.IsTaken);

        gate.Dispose();
        Assert.Equal(3, await EndAsync(program));
        using var late = Start(gate);
        Assert.Equal(3, await EndAsync(late));
    }

    [Fact]
    public async Task Who_is_killed_while_it_waits_is_not_at_the_gate_any_more()
    {
        using var gate = LaunchGate.TryCreate()!;
        using var program = Start(gate);
        await UntilAsync(() => gate.IsTaken);
        program.Kill();

        await UntilAsync(() => !gate.IsTaken);
    }

    [Fact]
    public async Task A_path_that_leads_nowhere_holds_nobody()
    {
        var start = Setup();
        ProfilerVariables.Add(start.Environment, "/proc/self/fd/999");
        using var program = Process.Start(start)!;

        Assert.Equal(3, await EndAsync(program));
        Assert.Equal("", await program.StandardError.ReadToEndAsync());
    }

    [Fact]
    public void The_profilers_of_the_user_stay()
    {
        Dictionary<string, string?> environment = new()
        {
            ["CORECLR_ENABLE_NOTIFICATION_PROFILERS"] = "1",
            ["CORECLR_NOTIFICATION_PROFILERS_64"] = "/opt/one.so={11111111-1111-1111-1111-111111111111};",
        };
        ProfilerVariables.Add(environment, "/gate");

        var list = environment["CORECLR_NOTIFICATION_PROFILERS_64"]!;
        Assert.StartsWith("/gate={", list);
        Assert.EndsWith(";/opt/one.so={11111111-1111-1111-1111-111111111111};", list);
    }

    [Fact]
    public void Profilers_that_the_user_has_switched_off_stay_off()
    {
        Dictionary<string, string?> environment = new() { ["CORECLR_NOTIFICATION_PROFILERS"] = "/opt/one.so={11111111-1111-1111-1111-111111111111};" };
        ProfilerVariables.Add(environment, "/gate");

        Assert.DoesNotContain("one.so", environment["CORECLR_NOTIFICATION_PROFILERS"]);
    }

    private static ProcessStartInfo Setup() => new(TargetProcess.Executable, ["exit-code", "3"]) { RedirectStandardError = true };

    private static Process Start(LaunchGate gate)
    {
        var start = Setup();
        gate.AddTo(start.Environment);
        return Process.Start(start)!;
    }

    private static async Task<int> EndAsync(Process program)
    {
        await program.WaitForExitAsync().WaitAsync(Limit);
        return program.ExitCode;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var start = Stopwatch.GetTimestamp(); !condition(); await Task.Delay(2))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit);
        }
    }
}
