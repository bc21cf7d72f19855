using System.Globalization;

using IoTrace.Capture;
using IoTrace.Capture.Targets;

namespace IoTrace.Cli.Commands;

/// <summary>A process, by its id or by its name.</summary>
internal sealed record TargetChoice(int? ProcessId, string? Name)
{
    private const string Assembly = ".dll";

    /// <param name="text">What stands there without an option: digits are an id.</param>
    /// <exception cref="IoTraceException">None was given, or more than one.</exception>
    public static TargetChoice Of(string? text, int? processId, string? name) => (text, processId, name) switch
    {
        ({ } word, null, null) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? new(pid, null) : new(null, word),
        (null, { } pid, null) => new(pid, null),
        (null, null, { } given) => new(null, given),
        (null, null, null) => throw new IoTraceException(Messages.NoTarget, ExitCode.Usage),
        _ => throw new IoTraceException(Messages.TwoTargets, ExitCode.Usage),
    };

    /// <exception cref="IoTraceException">There is no such process, or more than one.</exception>
    public ProcessInfo Find() => ProcessId is { } pid ? ProcessFinder.ById(pid) : ProcessFinder.ByName(WithoutExtension(Name!));

    /// <summary>A command line shows <c>dotnet app.dll</c>; the application's name is <c>app</c>.</summary>
    private static string WithoutExtension(string name) => name.EndsWith(Assembly, StringComparison.OrdinalIgnoreCase) ? name[..^Assembly.Length] : name;
}
