using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using IoTrace.Analysis.Observations;

namespace IoTrace.Probe.Tests;

/// <summary>Counts the calls below a folder as strace sees them, by path and operation.</summary>
internal static partial class Strace
{
    private static readonly Dictionary<string, IoOperation> s_operations = new(StringComparer.Ordinal)
    {
        ["pread64"] = IoOperation.Read,
        ["preadv"] = IoOperation.Read,
        ["pwrite64"] = IoOperation.Write,
        ["pwritev"] = IoOperation.Write,
        ["fsync"] = IoOperation.Sync,
        ["openat"] = IoOperation.Open,
        ["close"] = IoOperation.Close,
        ["rename"] = IoOperation.Rename,
        ["unlink"] = IoOperation.Delete,
        ["rmdir"] = IoOperation.Delete,
        ["mkdir"] = IoOperation.CreateDirectory,
    };

    public static bool IsInstalled => File.Exists("/usr/bin/strace");

    public static bool Covers(IoOperation operation) => s_operations.ContainsValue(operation);

    public static Dictionary<(string Path, IoOperation Operation), (long Count, long Bytes, long Errors)> Run(string folder, params string[] command)
    {
        var output = Path.Combine(folder, "strace.txt");
        using var process = Process.Start("strace", ["-f", "-y", "-o", output, "-e", "trace=" + string.Join(',', s_operations.Keys), .. command]);
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)), "strace did not end");
        var sums = new Dictionary<(string, IoOperation), (long Count, long Bytes, long Errors)>();
        var unfinished = new Dictionary<string, string>();
        foreach (var line in File.ReadLines(output))
        {
            var thread = line.Split(' ')[0];
            var text = line[thread.Length..].TrimStart();
            if (text.EndsWith("<unfinished ...>", StringComparison.Ordinal))
            {
                unfinished[thread] = text[..^"<unfinished ...>".Length];
                continue;
            }
            if (text.StartsWith("<...", StringComparison.Ordinal))
                text = unfinished[thread] + text[(text.IndexOf("resumed>", StringComparison.Ordinal) + "resumed>".Length)..];
            if (Parse(text, folder) is not { } call)
                continue;
            var sum = sums.GetValueOrDefault((call.Path, call.Operation));
            var isData = call.Operation is IoOperation.Read or IoOperation.Write;
            sums[(call.Path, call.Operation)] = (sum.Count + 1, sum.Bytes + (isData ? Math.Max(0, call.Result) : 0), sum.Errors + (call.Result < 0 ? 1 : 0));
        }
        return sums;
    }

    private static (string Path, IoOperation Operation, long Result)? Parse(string text, string folder)
    {
        var call = Call().Match(text);
        if (!call.Success || !s_operations.TryGetValue(call.Groups["name"].Value, out var operation))
            return null;
        // The file of a call on a descriptor stands in angle brackets, that of the others is the first text.
        var byDescriptor = ByDescriptor().Match(text);
        var path = byDescriptor.Success ? byDescriptor.Groups[1].Value : FirstText().Match(text).Groups[1].Value;
        // Listing a directory is an operation of its own for the probe, and strace shows its parts.
        if (!path.StartsWith(folder + "/", StringComparison.Ordinal) || text.Contains("O_DIRECTORY", StringComparison.Ordinal))
            return null;
        if (operation == IoOperation.Close && Path.GetFileName(path) == "sub")
            return null;
        return (path[folder.Length..], operation, long.Parse(call.Groups["result"].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^(?<name>\w+)\(.*\)\s+= (?<result>-?\d+)")]
    private static partial Regex Call();

    [GeneratedRegex("^\\w+\\(\\d+<([^>]*)>")]
    private static partial Regex ByDescriptor();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex FirstText();
}
