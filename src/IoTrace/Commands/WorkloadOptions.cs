using System.CommandLine;

using IoTrace.Capture;
using IoTrace.Workloads;

namespace IoTrace.Cli.Commands;

/// <summary>The options that workloads share.</summary>
internal sealed class WorkloadOptions
{
    private static readonly (string Name, string Value, string Description)[] Settings =
    [
        ("size", "BYTES", "Bytes of data, such as 256MiB."),
        ("buffer", "BYTES", "Bytes an operation, such as 128KiB."),
        ("concurrency", "N", "Threads, blocks or requests in flight."),
        ("cache", "warm|cold", "Whether the data are in the page cache; cold needs no root."),
        ("durability", "none|end|each", "When written data are made durable: never, once at the end, after each write."),
        ("seed", "N", "The same seed gives the same data in the same order."),
        ("cpu", "TIME", "Computing time a unit of `mix`."),
        ("io", "TIME", "I/O time a unit of `mix`, or the time a server takes to answer."),
        ("delay", "PERCENT", "Waste this share of each pass on top: a difference of a known size."),
    ];

    private readonly List<(string Name, Option<string?> Option)> settings =
        [.. Settings.Select(s => (s.Name, new Option<string?>($"--{s.Name}") { Description = s.Description, HelpName = s.Value }))];

    private readonly Option<string?> duration;

    private readonly Option<string?> directory = new("--directory") { Description = "Where to work (default: /var/tmp). All files are removed afterwards.", HelpName = "FOLDER" };

    public WorkloadOptions(string durationDescription) =>
        duration = new Option<string?>("--duration", "-d") { Description = durationDescription, HelpName = "TIME" };

    public void AddTo(Command command)
    {
        command.Options.Add(duration);
        command.Options.Add(directory);
        foreach (var (_, option) in settings)
            command.Options.Add(option);
    }

    /// <exception cref="WorkloadException">A value is not valid.</exception>
    public SettingsPatch Read(ParseResult parsed)
    {
        var patch = new SettingsPatch();
        foreach (var (name, option) in settings.Append(("duration", duration)))
        {
            if (parsed.GetValue(option) is { } text)
                patch = patch.With(name, text);
        }

        return patch;
    }

    /// <summary>Settings of workloads mean nothing where none is run. The seed does: it shuffles the turns.</summary>
    /// <exception cref="IoTraceException">One was given.</exception>
    public void RefuseAll(ParseResult parsed)
    {
        foreach (var option in settings.Where(s => s.Name != "seed").Select(s => s.Option).Append(duration).Append(directory))
        {
            if (parsed.GetResult(option) is not null)
                throw new IoTraceException(Messages.NoWorkloadForSetting(option.Name), ExitCode.Usage);
        }
    }

    public string? Directory(ParseResult parsed) => parsed.GetValue(directory);
}
