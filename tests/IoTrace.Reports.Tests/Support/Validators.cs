using System.ComponentModel;
using System.Diagnostics;

namespace IoTrace.Reports.Tests.Support;

/// <summary>Validates JSON with ajv under node; its packages are installed from the lock file when they are missing.</summary>
internal static class Validators
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static string Directory { get; } = ProjectDirectory.Combine("validators");

    public static string SpeedscopeSchema => Path.Combine(Directory, "node_modules", "speedscope", "dist", "release", "file-format-schema.json");

    /// <summary>What is wrong with each file; null for one that is valid.</summary>
    public static IReadOnlyList<string?> Validate(string schemaFile, IReadOnlyList<string> files)
    {
        InstallOnce();
        var (exitCode, output, errors) = Run("node", ["validate.mjs", schemaFile, .. files]);
        Assert.True(exitCode is 0 or 1, $"validate.mjs ended with {exitCode}: {errors}");

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(files.Count, lines.Length);
        return [.. lines.Zip(files, (line, file) => line == $"{file}: valid" ? null : line)];
    }

    /// <summary>Makes sure that the packages are there.</summary>
    public static void InstallOnce()
    {
        // The last thing that npm writes. Other test projects may come here at the same time.
        using var mutex = new System.Threading.Mutex(initiallyOwned: false, "iotrace-report-validators");
        Assert.True(mutex.WaitOne(Patience), "another process has been installing the validators for two minutes");
        try
        {
            if (File.Exists(Path.Combine(Directory, "node_modules", ".package-lock.json")))
                return;

            var (exitCode, _, errors) = Run("npm", ["ci", "--no-audit", "--no-fund"]);
            Assert.True(exitCode == 0, $"npm ci in {Directory} ended with {exitCode}: {errors}");
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    }

    /// <summary>Runs a program in the validators' folder.</summary>
    public static (int ExitCode, string Output, string Errors) Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {Patience}");
            }

            process.WaitForExit();
            return (process.ExitCode, output.Result, errors.Result);
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                $"{program} cannot be run ({e.Message}). The JSON reports are validated with Node.js: install Node.js 20 or later with npm.", e);
        }
    }
}
