namespace IoTrace.Accuracy.Running;

/// <summary>
/// Refuses the tool what the kernel refuses an ordinary user under Yama: the system calls that another program's threads are blocked in.
/// What is refused is in hidden-calls.c; root has every right on a machine without Yama, so that it is done in the tool's own process.
/// </summary>
internal static class HiddenCalls
{
    private static readonly Lazy<(string Library, string? Error)> _built = new(Build);

    /// <summary>What the tool has to be started with, where it is available.</summary>
    public static IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?> { ["LD_PRELOAD"] = _built.Value.Library };

    /// <summary>Why it cannot be had on this machine; null when it can.</summary>
    public static string? Unavailable => _built.Value.Error is { } error ? $"needs a C compiler, cc: {error}" : null;

    private static (string Library, string? Error) Build()
    {
        var library = Path.Combine(AppContext.BaseDirectory, "hidden-calls.so");
        try
        {
            var result = ToolRunner.Run("cc", "-O2", "-shared", "-fPIC", "-o", library, Path.Combine(AppContext.BaseDirectory, "Running", "hidden-calls.c"));
            return (library, result.ExitCode == 0 ? null : $"{result}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (library, e.Message);
        }
    }
}
