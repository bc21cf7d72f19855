using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace IoTrace.Probe.Tests;

/// <summary>A running IoTrace.Probe.Target. Every wait is bounded, and the process is gone when this is disposed of.</summary>
internal sealed class TestTarget : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(LongRun.Enabled ? 900 : 60);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private TestTarget(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
                _errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
    }

    public static string ProjectFolder => Metadata("TargetProject");

    public static string AssemblyPath => Path.Combine(ProjectFolder, "bin", Metadata("Configuration"), "net10.0", "IoTrace.Probe.Target.dll");

    public int Id => _process.Id;

    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    /// <summary>Starts a mode and waits until it says that it is ready.</summary>
    public static TestTarget Start(params string[] arguments) => Start("dotnet", [AssemblyPath, .. arguments], null);

    public static TestTarget Start(string file, string[] arguments, Dictionary<string, string>? environment)
    {
        var target = StartWithoutWaiting(file, arguments, environment);
        target.WaitFor("ready");
        return target;
    }

    public static TestTarget StartWithoutWaiting(string file, string[] arguments, Dictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        return new TestTarget(Process.Start(start)!);
    }

    /// <summary>Lets a mode go on.</summary>
    public void Go() => _process.StandardInput.WriteLine("go");

    /// <summary>Lets it go on and returns what it says when it is done.</summary>
    public string Work()
    {
        Go();
        return WaitFor("done");
    }

    /// <summary>The rest of the first line that begins with a word.</summary>
    public string WaitFor(string word)
    {
        while (ReadLine() is { } line)
        {
            if (line.StartsWith(word, StringComparison.Ordinal))
                return line[word.Length..].Trim();
        }
        throw new InvalidOperationException($"the target ended without saying \"{word}\": {Errors}");
    }

    public string? ReadLine()
    {
        var line = _process.StandardOutput.ReadLineAsync();
        if (!line.Wait(s_patience))
            throw new TimeoutException($"the target said nothing for {s_patience}: {Errors}");
        return line.Result;
    }

    public int WaitForExit()
    {
        if (!_process.WaitForExit(s_patience))
            throw new TimeoutException($"the target did not end within {s_patience}");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Metadata(string key) => typeof(TestTarget).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
