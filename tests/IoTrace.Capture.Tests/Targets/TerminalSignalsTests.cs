using System.Diagnostics;

namespace IoTrace.Capture.Tests.Targets;

public sealed class TerminalSignalsTests
{
    private const int SigInt = 2;
    private const int Times = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_shell_and_what_it_is_about_to_start_end_whenever_the_signal_comes()
    {
        // A shell that has begun to wait takes the signal for its child's, and waits for that. Its first milliseconds are what counts.
        for (var i = 0; i < Times; i++)
        {
            using var shell = Process.Start("/bin/sh", ["-c", "sleep 60"]);
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(i % 5));
                TerminalSignals.SendToTree(shell.Id, SigInt);
                await shell.WaitForExitAsync().WaitAsync(Limit);
            }
            finally
            {
                shell.Kill(entireProcessTree: true);
            }
        }
    }
}
