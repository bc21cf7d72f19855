using System.ComponentModel;
using System.Diagnostics;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Starts processes, also missing and non-executable ones, while other threads read and write.</summary>
internal static class ProcessStarts
{
    public static int Run(string[] arguments)
    {
        var folder = arguments[0];
        var count = int.Parse(arguments[1]);
        var notExecutable = Path.Combine(folder, "not-executable");
        File.WriteAllText(notExecutable, "");
        var notAProgram = Path.Combine(folder, "not-a-program");
        File.WriteAllText(notAProgram, "\u0001");
        File.SetUnixFileMode(notAProgram, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Handshake.Wait();
        using var load = new BackgroundLoad(folder, 2);
        int started = 0, failed = 0;
        for (var i = 0; i < count; i++)
        {
            var name = (i % 4) switch { 0 => "/nowhere/missing", 1 => notAProgram, 2 => notExecutable, _ => "/bin/true" };
            try
            {
                using var process = Process.Start(new ProcessStartInfo(name) { RedirectStandardOutput = i % 8 == 3, WorkingDirectory = folder })!;
                process.WaitForExit();
                started += process.ExitCode == 0 ? 1 : 0;
            }
            catch (Win32Exception)
            {
                failed++;
            }
        }
        return Handshake.Done($"{started} {failed} {load.Stop()}");
    }
}
