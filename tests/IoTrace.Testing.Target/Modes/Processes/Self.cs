using System.Diagnostics;

namespace IoTrace.Testing.Target.Modes.Processes;

/// <summary>Starts further copies of this program.</summary>
internal static class Self
{
    public static Process Start(IEnumerable<string> arguments, bool redirect, bool feed = false)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = redirect, RedirectStandardInput = feed };
        // Started as `dotnet testtarget.dll`, the process path is the host and needs the assembly first.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "testtarget.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public static void End(Process child)
    {
        child.Kill();
        child.WaitForExit();
    }
}
