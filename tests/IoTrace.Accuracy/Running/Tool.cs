using System.Text.Json;

namespace IoTrace.Accuracy.Running;

/// <summary>The tool under test.</summary>
/// <param name="path">The command.</param>
/// <param name="limit">No command takes longer, or it is ended.</param>
internal sealed class Tool(string path, TimeSpan limit)
{
    private static readonly Dictionary<string, string?> _ownEnvironment = [];

    /// <summary>The tool that was asked for, or the installed one of this repository, or the built one.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string Find(string? given)
    {
        string?[] places =
        [
            given,
            Environment.GetEnvironmentVariable("IOTRACE_TOOL"),
            Path.Combine(Programs.Repository, "artifacts/tool/iotrace"),
            Path.Combine(Programs.Repository, "src/IoTrace/bin/Release/net10.0/iotrace"),
        ];
        var place = places.First(p => !string.IsNullOrEmpty(p) && (p == given || File.Exists(p)));
        return File.Exists(place) ? Path.GetFullPath(place) : throw new FileNotFoundException($"there is no tool at {place}");
    }

    /// <summary>The command line that profiles a command; its report comes to the JSON file.</summary>
    public IReadOnlyList<string> Launch(string json, bool probe, IReadOnlyList<string> options, IReadOnlyList<string> command) =>
        [path, "launch", "--quiet", "--json", json, probe ? "--probe" : "--no-probe", .. options, "--", .. command];

    public async Task<Verdict> AttachAsync(int processId, Way way, double seconds, string json)
    {
        var probe = way == Way.AttachProbe ? "--probe" : "--no-probe";
        var environment = way == Way.AttachHidden ? HiddenCalls.Environment : _ownEnvironment;
        await RunAsync(environment, "attach", $"{processId}", "--quiet", "--json", json, probe, "--duration", $"{seconds}s");
        return Verdict.Parse(await File.ReadAllTextAsync(json));
    }

    public async Task<Verdict> ReportAsync(string recording, string json)
    {
        await RunAsync(_ownEnvironment, "report", recording, "--quiet", "--json", json);
        return Verdict.Parse(await File.ReadAllTextAsync(json));
    }

    /// <summary>Waits for a whole report, of a tool that goes on when it has written it.</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    public async Task<Verdict> WaitForReportAsync(string json)
    {
        using var end = new CancellationTokenSource(limit);
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(100);
            try
            {
                if (File.Exists(json)) return Verdict.Parse(await File.ReadAllTextAsync(json));
            }
            catch (Exception e) when (e is JsonException or IOException)
            {
                // Half written: the writer still has the file to itself, or has just let go of its first part.
            }
        }

        throw new TimeoutException($"no report within {limit.TotalSeconds:F0} s");
    }

    private async Task RunAsync(IReadOnlyDictionary<string, string?> environment, params IReadOnlyList<string> arguments)
    {
        var result = await ToolRunner.RunAsync(new ToolCommand(path, arguments) { Timeout = limit, Environment = environment });
        if (result.TimedOut) throw new TimeoutException($"iotrace {arguments[0]} did not end within {limit.TotalSeconds:F0} s");
        if (result.ExitCode != 0) throw new InvalidOperationException($"iotrace {arguments[0]}: {result}");
    }
}
