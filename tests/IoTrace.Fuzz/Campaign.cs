using System.Diagnostics;
using System.Globalization;

namespace IoTrace.Fuzz;

/// <summary>
/// Many damaged files. Each is read in a worker that lives on from file to file. What ends a worker, surprises it or holds it up is read
/// again with the tool itself, and so is one in fifty of the others; the tool's answer is what counts.
/// </summary>
internal static class Campaign
{
    private const int BatchSize = 500;
    private const int OneIn = 50;
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(5);
    private const long Largest = 300L << 20;
    private static readonly TimeSpan SlowInWorker = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Hangs = TimeSpan.FromSeconds(60);

    public static int Run(string seeds, int first, int count, string tool)
    {
        var folder = Directory.CreateTempSubdirectory("iotrace-fuzz-").FullName;
        var tally = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var surprises = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>();
        var bad = new List<string>();
        var slowest = TimeSpan.Zero;
        var largest = 0L;
        var asked = 0;
        var files = SeedFiles.In(seeds);
        for (var next = first; next < first + count;)
        {
            next = Batch(seeds, next, Math.Min(BatchSize, first + count - next), folder, (number, kind, took, detail) =>
            {
                tally[kind] = tally.GetValueOrDefault(kind) + 1;
                var answered = kind is Reading.Reported or Reading.Refused;
                if (!answered)
                {
                    var surprise = $"{kind} {detail}";
                    surprises[surprise] = surprises.GetValueOrDefault(surprise) + 1;
                    numbers.TryAdd(surprise, number);
                }

                if (answered && took < SlowInWorker && number % OneIn != 0)
                {
                    return;
                }

                asked++;
                var seed = files[number % files.Count];
                var path = Path.Combine(folder, $"again{Path.GetExtension(seed.Name)}");
                File.WriteAllBytes(path, Mutator.Of(seed.Content, number));
                var answer = ToolRun.Of(tool, path, Hangs);
                slowest = answer.Cpu > slowest ? answer.Cpu : slowest;
                largest = Math.Max(largest, answer.PeakBytes);
                // Files of more than a mebibyte may take as many times as long.
                var allowed = Slowest * Math.Max(1, new FileInfo(path).Length / 1048576.0);
                var fault = answer.Fault ?? (answer.Cpu > allowed ? $"{answer.Cpu.TotalSeconds:0.0} s of CPU time" : answer.PeakBytes > Largest ? $"{answer.PeakBytes >> 20} MiB" : null);
                if (fault is not null)
                {
                    bad.Add($"{number} of {seed.Name}: {fault}");
                }
            });
            Console.Error.WriteLine($"{next - first} of {count}: {string.Join(", ", tally.Select(t => $"{t.Key} {t.Value}"))}; bad {bad.Count}");
        }

        Directory.Delete(folder, recursive: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} damaged files, numbers {first} to {first + count - 1}, from {files.Count} seeds"));
        Console.WriteLine($"in a worker: {string.Join(", ", tally.Select(t => $"{t.Key} {t.Value}"))}");
        foreach (var (surprise, times) in surprises)
        {
            Console.WriteLine($"  {times} x {surprise} (first: {numbers[surprise]})");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"with the tool: {asked} files, at most {slowest.TotalSeconds:0.0} s of CPU time and {largest >> 20} MiB, {bad.Count} bad"));
        bad.ForEach(one => Console.WriteLine($"  bad: {one}"));
        return bad.Count == 0 ? 0 : 1;
    }

    /// <summary>Runs a worker; the number to go on with, which is the one behind that with which it ended.</summary>
    private static int Batch(string seeds, int first, int count, string folder, Action<int, string, TimeSpan, string> result)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["worker", seeds, $"{first}", $"{count}", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = (768L << 20).ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using var worker = Process.Start(start)!;
        _ = worker.StandardError.ReadToEndAsync();
        var number = first;
        var open = false;
        while (true)
        {
            var reading = worker.StandardOutput.ReadLineAsync();
            if (!reading.Wait(Hangs))
            {
                worker.Kill();
                result(number, "hangs", Hangs, "");
                return number + 1;
            }

            if (reading.Result is not { } line)
            {
                break;
            }

            var words = line.Split('\t');
            if (words[0] == "begin")
            {
                (number, open) = (int.Parse(words[1], CultureInfo.InvariantCulture), true);
            }
            else
            {
                open = false;
                result(number, words[2], TimeSpan.FromSeconds(double.Parse(words[3], CultureInfo.InvariantCulture)), words[4]);
            }
        }

        worker.WaitForExit();
        if (open)
        {
            result(number, "ended", default, $"with code {worker.ExitCode}");
        }

        return number + 1;
    }
}
