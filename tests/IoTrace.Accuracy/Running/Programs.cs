using IoTrace.Accuracy.Scenarios;

namespace IoTrace.Accuracy.Running;

/// <summary>Where the built programs are.</summary>
internal static class Programs
{
    public static string PathOf(Subject subject) => subject switch
    {
        Subject.Sqlite => Built("IoTrace.Testing.Sqlite", "sqlitetarget"),
        Subject.Kestrel => Built("IoTrace.Testing.Kestrel", "kestreltarget"),
        _ => TargetProcess.Executable,
    };

    /// <summary>The programs that use files, of the ladder.</summary>
    public static string Storage => Built("IoTrace.Testing.Storage", "storagetarget");

    /// <summary>The clients of servers; in no solution, and built by scripts/accuracy alone.</summary>
    public static string Services => Built("IoTrace.Testing.Services", "servicestarget");

    /// <summary>The programs that nothing is tuned on; built like those.</summary>
    public static string HeldOut => Built("IoTrace.Testing.HeldOut", "heldouttarget");

    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    private static string Built(string project, string name)
    {
        // tests/<project>/bin/<configuration>/<framework>/, of the same configuration and framework as this program.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(Repository, "tests", project, "bin", own.Parent!.Name, own.Name, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"build the target program first: {path}");
    }
}
