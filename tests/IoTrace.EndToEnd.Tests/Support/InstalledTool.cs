namespace IoTrace.EndToEnd.Tests.Support;

/// <summary>
/// The tool as a user has it: packed, and installed from the package with <c>dotnet tool install</c>. IOTRACE_TOOL may point
/// to an installed one instead.
/// </summary>
internal static class InstalledTool
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task<string>> _path = new(InstallAsync);

    /// <summary>The path of the command.</summary>
    public static Task<string> PathAsync() => _path.Value;

    private static async Task<string> InstallAsync()
    {
        var path = await FindOrInstallAsync();
        PreferTests();
        return path;
    }

    /// <summary>
    /// A program that has to share its processor with a compiler next door is held up by it, and the tool says so: a true verdict,
    /// but not the one to be tested. So from here on, and not before, the tests and all that they start go first.
    /// </summary>
    private static void PreferTests()
    {
        if (CpuPreference.TryMake() is not { } group) return;
        group.Add(Environment.ProcessId);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => group.Dispose();
    }

    private static async Task<string> FindOrInstallAsync()
    {
        if (Environment.GetEnvironmentVariable("IOTRACE_TOOL") is { Length: > 0 } given) return Path.GetFullPath(given);

        var folder = new TempFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        // Another user has to be able to run it; what a test makes for itself is closed to others.
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        await DotNetAsync(folder.Path, "pack", Repository.At("src", "IoTrace"), "-c", "Release", "-o", folder.At("packages"));
        // From the package just made and from nowhere else; the working folder keeps the repository's own sources out.
        await DotNetAsync(folder.Path, "tool", "install", "IoTrace", "--tool-path", folder.At("tool"), "--source", folder.At("packages"));
        return folder.At("tool/iotrace");
    }

    private static async Task DotNetAsync(string folder, params string[] arguments)
    {
        var result = await ToolRunner.RunAsync(new ToolCommand("dotnet", arguments)
        {
            WorkingDirectory = folder,
            Timeout = _patience,
            // The machine's own cache would serve an older build of the same version.
            Environment = arguments[0] == "tool" ? new Dictionary<string, string?> { ["NUGET_PACKAGES"] = Path.Combine(folder, "cache") } : [],
        });
        if (result.ExitCode != 0) throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)}: {result}");
    }
}
