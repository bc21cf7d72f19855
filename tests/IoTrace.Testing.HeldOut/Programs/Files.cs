using System.Formats.Tar;
using System.Text.RegularExpressions;
using Newtonsoft.Json;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>What people do with files in a line or two, over and over.</summary>
internal sealed class Files(Options options, Func<string, long, Task> operation) : ServiceProgram(options)
{
    private static readonly Regex _articles = new("\"GET /article/(?<number>[0-9]+) HTTP/1.1\" (?<status>[0-9]{3})");

    public override Task OpenAsync() => Task.CompletedTask;

    public override async Task RunAsync(Phase phase)
    {
        var folder = Options.Required("directory");
        while (phase.Goes)
        {
            await operation(folder, phase.Operations);
            phase.Count();
        }
    }

    public static Task AppendAllText(string folder, long number)
    {
        File.AppendAllText(Path.Combine(folder, "events.txt"), $"event {number} at {DateTime.UtcNow:O}\n");
        return Task.CompletedTask;
    }

    public static Task TreeSize(string folder, long number)
    {
        var size = new DirectoryInfo(Path.Combine(folder, Documents.Tree)).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        return size > 0 ? Task.CompletedTask : throw new InvalidOperationException("no files");
    }

    public static async Task TarBackup(string folder, long number)
    {
        await using var archive = new TarWriter(Stream.Null);
        foreach (var file in Directory.GetFiles(Path.Combine(folder, Documents.Tree, $"{number % Documents.Folders}"))) await archive.WriteEntryAsync(file, Path.GetFileName(file));
    }

    public static Task LogScan(string folder, long number)
    {
        var count = File.ReadLines(Path.Combine(folder, Documents.Log)).Count(line => _articles.Match(line) is { Success: true } match && match.Groups["status"].Value == "200");
        return count > 0 ? Task.CompletedTask : throw new InvalidOperationException("no lines");
    }

    public static async Task ReadJson(string folder, long number) =>
        JsonConvert.DeserializeObject<List<Dictionary<string, object>>>(await File.ReadAllTextAsync(Path.Combine(folder, Documents.Json)));
}
