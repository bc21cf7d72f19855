using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Reports;

/// <summary>Validates JSON with the validator of the report tests.</summary>
internal static class Validator
{
    private static readonly string _folder = Repository.At("tests", "IoTrace.Reports.Tests", "validators");
    private static readonly Lazy<Task> _installed = new(() => Task.Run(Install));

    public static string SpeedscopeSchema => Path.Combine(_folder, "node_modules", "speedscope", "dist", "release", "file-format-schema.json");

    public static async Task AssertValidAsync(string schema, string file)
    {
        await _installed.Value;
        var result = await ToolRunner.RunAsync(new ToolCommand("node", "validate.mjs", schema, file) { WorkingDirectory = _folder });

        Assert.True(result.ExitCode == 0, result.ToString());
    }

    private static void Install()
    {
        // The last thing that npm writes. The report tests may come here at the same time, and hold this lock then.
        using var mutex = new Mutex(initiallyOwned: false, "iotrace-report-validators");
        mutex.WaitOne();
        try
        {
            if (File.Exists(Path.Combine(_folder, "node_modules", ".package-lock.json"))) return;
            // A mutex belongs to its thread: no await in between.
            var result = ToolRunner.Run("npm", "ci", "--no-audit", "--no-fund", "--prefix", _folder);
            Assert.True(result.ExitCode == 0, result.ToString());
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    }
}
