using System.Diagnostics;
using System.Globalization;

namespace IoTrace.Testing;

/// <summary>A running target program. Disposing it kills this process, by its id, and no other.</summary>
public sealed class TargetProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly LineLog _output = new();
    private readonly LineLog _errors = new();

    private TargetProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => _errors.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The built target program, of the same build configuration as the tests that run.</summary>
    public static string Executable { get; } = Find("IoTrace.Testing.Target", "testtarget");

    /// <summary>The built web server, of the same build configuration.</summary>
    public static string WebServer => Find("IoTrace.Testing.Kestrel", "kestreltarget");

    /// <summary>The process id; that of the target itself, also under throttles.</summary>
    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What the target has written to its standard output so far.</summary>
    public IReadOnlyList<string> Lines => _output.Snapshot();

    /// <summary>What the target has written to its standard error so far.</summary>
    public IReadOnlyList<string> Errors => _errors.Snapshot();

    /// <summary>The final count of operations; null before the target has ended by itself.</summary>
    public long? Operations => Value("operations ") is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>The port of a server mode.</summary>
    public int Port => int.Parse(Value("port ") ?? throw new InvalidOperationException("not a server"), CultureInfo.InvariantCulture);

    /// <summary>Starts a mode and waits for its ready line.</summary>
    public static Task<TargetProcess> StartAsync(params IReadOnlyList<string> arguments) => StartAsync(new TargetSetup(arguments));

    /// <summary>Starts a mode and waits for its ready line.</summary>
    /// <exception cref="InvalidOperationException">The target ended, or was not ready in time; with what it wrote.</exception>
    public static async Task<TargetProcess> StartAsync(TargetSetup setup)
    {
        var target = Start(setup);
        try
        {
            await target.WaitForLineAsync("ready ", setup.ReadyWithin).ConfigureAwait(false);
            return target;
        }
        catch
        {
            await target.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts a mode that has no ready line, or whose start is what the test is about.</summary>
    public static TargetProcess Start(TargetSetup setup)
    {
        var command = ControlGroup.Enter(setup.Groups, [.. setup.Command ?? [Executable], .. setup.Arguments]);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = setup.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in setup.Environment) start.Environment[name] = value;
        return new TargetProcess(Process.Start(start)!);
    }

    /// <summary>The text behind the prefix in the last line that starts with it; null if there is none.</summary>
    public string? Value(string prefix) =>
        _output.Snapshot().LastOrDefault(l => l.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];

    /// <summary>Waits for a line of standard output that starts with the prefix, and returns it.</summary>
    /// <exception cref="InvalidOperationException">The output ended, or the time was over; with what was written.</exception>
    public async Task<string> WaitForLineAsync(string prefix, TimeSpan within)
    {
        var line = await _output.WaitForAsync(prefix, within).ConfigureAwait(false);
        return line ?? throw new InvalidOperationException($"""
            no line "{prefix}" within {within.TotalSeconds:F0} s from: {string.Join(' ', _process.StartInfo.ArgumentList)}
            {string.Join('\n', Lines.Concat(Errors))}
            """);
    }

    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line).ConfigureAwait(false);
        await _process.StandardInput.FlushAsync().ConfigureAwait(false);
    }

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits for the target to end by itself and returns its exit code.</summary>
    /// <exception cref="TimeoutException">It runs on.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"the target still runs after {within.TotalSeconds:F0} s");
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // Descendants included: the children and pipe modes start copies of themselves.
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().ConfigureAwait(false);
        }

        RemoveFolders();
        _process.Dispose();
    }

    // What a killed target could not remove itself; see Run.OwnDirectory in the target.
    private void RemoveFolders()
    {
        foreach (var root in (string[])[Path.GetTempPath(), "/dev/shm"])
        {
            var folder = Path.Combine(root, $"testtarget-{_process.Id}");
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private static string Find(string project, string name)
    {
        // tests/<project>/bin/<configuration>/<framework>/ is where the tests run, and where the target is built.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration, tests) = (own.Name, own.Parent?.Name ?? "", own.Parent?.Parent?.Parent?.Parent?.FullName ?? "");
        var path = Path.Combine(tests, project, "bin", configuration, framework, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"build the target program first: {path}");
    }
}
