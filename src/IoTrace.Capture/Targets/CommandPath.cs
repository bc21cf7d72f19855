namespace IoTrace.Capture.Targets;

/// <summary>Finds a command as a shell does. Process.Start looks beside the running tool first, which would surprise.</summary>
internal static class CommandPath
{
    /// <summary>The path to run.</summary>
    /// <exception cref="IoTraceException">There is no such command, or it is not executable.</exception>
    public static string Find(string command)
    {
        if (command.Contains('/', StringComparison.Ordinal))
        {
            return Directory.Exists(command)
                ? throw Errors.CommandNotRunnable(command, "it is a folder")
                : !File.Exists(command)
                    ? throw Errors.CommandNotFound(command)
                    : IsExecutable(command) ? Path.GetFullPath(command) : throw NotExecutable(command);
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':');
        return folders.Select(folder => Path.Combine(folder.Length == 0 ? "." : folder, command)).FirstOrDefault(p => File.Exists(p) && IsExecutable(p))
            ?? throw (IsAssembly(command) && File.Exists(command) ? NotExecutable(command) : Errors.CommandNotFound(command));
    }

    private static IoTraceException NotExecutable(string command) => Errors.CommandNotRunnable(
        command, IsAssembly(command) ? $"it is an assembly, not a program; launch it with: dotnet {command}" : "it is not executable (chmod +x)");

    private static bool IsAssembly(string command) => command.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    private static bool IsExecutable(string path) =>
        !OperatingSystem.IsLinux()
        || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
