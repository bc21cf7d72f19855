using System.Diagnostics;

using IoTrace.Capture.Targets;
using IoTrace.Testing;

namespace IoTrace.Capture.Tests.Targets;

public sealed class RuntimeStartTests
{
    private const int Stop = 19;
    private const int Continue = 18;

    [Fact]
    public async Task A_runtime_that_has_a_socket_and_no_program_yet_is_waited_for()
    {
        await using var target = await StoppedInItsStartAsync();
        Assert.False(RuntimeStart.IsOver(target.Id));

        var waiting = RuntimeStart.WaitAsync(target.Id, TimeProvider.System);
        await Task.Delay(100);
        Assert.False(waiting.IsCompleted);

        TerminalSignals.Send(target.Id, Continue);
        await waiting;
        Assert.True(RuntimeStart.IsOver(target.Id));
    }

    [Fact]
    public async Task One_that_gets_no_further_is_given_up_after_a_while()
    {
        await using var target = await StoppedInItsStartAsync();
        var start = Stopwatch.GetTimestamp();

        await RuntimeStart.WaitAsync(target.Id, TimeProvider.System);

        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 1.9, 30);
        TerminalSignals.Send(target.Id, Continue);
    }

    [Fact]
    public void One_that_runs_and_one_that_is_gone_are_not_waited_for()
    {
        Assert.True(RuntimeStart.WaitAsync(Environment.ProcessId, TimeProvider.System).IsCompletedSuccessfully);
        Assert.True(RuntimeStart.WaitAsync(int.MaxValue, TimeProvider.System).IsCompletedSuccessfully);
        Assert.False(RuntimeStart.IsOver(int.MaxValue));
    }

    [Fact]
    public async Task The_threads_of_a_runtime_tell_how_long_it_has_been_there()
    {
        await using var target = await TargetProcess.StartAsync("idle", "--seconds", "60");
        var first = ProcessFacts.ThreadAge(target.Id, ".NET Finalizer")!.Value;
        await Task.Delay(300);
        var second = ProcessFacts.ThreadAge(target.Id, ".NET Finalizer")!.Value;

        Assert.InRange((second - first).TotalSeconds, 0.25, 30);
        Assert.InRange(first.TotalSeconds, 0, 30);
        Assert.Null(ProcessFacts.ThreadAge(target.Id, ".NET"));
        Assert.Null(ProcessFacts.ThreadAge(int.MaxValue, ".NET Finalizer"));
    }

    /// <summary>
    /// Stopped before it has its late threads, whose age would tell that the start is over. The moment lasts some milliseconds only, so that
    /// a busy machine may miss it a few times.
    /// </summary>
    private static async Task<TargetProcess> StoppedInItsStartAsync()
    {
        for (var tries = 0; tries < 50; tries++)
        {
            var target = TargetProcess.Start(new TargetSetup("idle", "--seconds", "60"));
            while (!DiagnosticSocket.Find(target.Id).Found && !target.HasExited)
            {
                Thread.SpinWait(100);
            }

            TerminalSignals.Send(target.Id, Stop);
            await Task.Delay(50);
            if (!RuntimeStart.IsOver(target.Id) && ProcessFacts.ThreadAge(target.Id, ".NET Finalizer") is null)
            {
                return target;
            }

            await target.DisposeAsync();
        }

        throw new InvalidOperationException("no runtime could be stopped in its start");
    }
}
