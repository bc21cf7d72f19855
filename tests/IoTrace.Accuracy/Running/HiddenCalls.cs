namespace IoTrace.Accuracy.Running;

/// <summary>
/// Refuses the tool what the kernel refuses an ordinary user under Yama: the system calls that another program's threads are blocked in.
/// What is refused is in hidden-calls.c; root has every right on a machine without Yama, so that it is done in the tool's own process.
/// </summary>
internal static class HiddenCalls
{
    private static readonly Lazy<string> _library = new(Build);

    /// <summary>What the tool has to be started with.</summary>
    /// <exception cref="FileNotFoundException">There is no C compiler, or it fails.</exception>
    public static IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?> { ["LD_PRELOAD"] = _library.Value };

    private static string Build()
    {
        var library = Path.Combine(AppContext.BaseDirectory, "hidden-calls.so");
        var result = Compile(library);
        return result is null ? library : throw new FileNotFoundException($"the way attach-hidden needs a C compiler, cc: {result}");
    }

    private static string? Compile(string library)
    {
        try
        {
            var result = ToolRunner.Run("cc", "-O2", "-shared", "-fPIC", "-o", library, Path.Combine(AppContext.BaseDirectory, "Running", "hidden-calls.c"));
            return result.ExitCode == 0 ? null : $"{result}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
