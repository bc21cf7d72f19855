using System.ComponentModel;

namespace IoTrace.Accuracy.Ladder;

/// <summary>
/// A mounted file system that passes each operation on to a folder after a set time; slow-fs.c is built when it is first needed. It unmounts
/// itself when this program is gone, however it went.
/// </summary>
internal sealed class SlowFileSystem : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly Lazy<(string Program, string? Error)> _built = new(Build);
    private readonly TargetProcess _process;
    private readonly string _mountPoint;

    private SlowFileSystem(TargetProcess process, string mountPoint)
    {
        _process = process;
        _mountPoint = mountPoint;
    }

    public int ProcessId => _process.Id;

    /// <summary>Why it cannot be had on this machine; null when it can.</summary>
    public static string? Unavailable => Environment.UserName != "root" ? "needs root, to mount"
        : !File.Exists("/dev/fuse") ? "needs FUSE: there is no /dev/fuse"
        : _built.Value.Error is { } error ? $"needs a C compiler, pkg-config and libfuse 3 (Debian: gcc, pkg-config, libfuse3-dev): {error}" : null;

    /// <param name="folder">What is seen through it; on a file system in memory.</param>
    /// <param name="mountPoint">An empty folder.</param>
    /// <param name="microseconds">How much longer each operation takes.</param>
    public static async Task<SlowFileSystem> MountAsync(string folder, string mountPoint, int microseconds)
    {
        var process = TargetProcess.Start(new TargetSetup { Command = [_built.Value.Program, folder, mountPoint, $"{microseconds}"] });
        var mounted = new SlowFileSystem(process, mountPoint);
        try
        {
            await process.WaitForLineAsync("ready", _patience);
            return mounted;
        }
        catch
        {
            await mounted.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes away what a process left mounted that was killed together with its file system.</summary>
    public static void Detach(string mountPoint) => ToolRunner.Run("umount", "-l", mountPoint);

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.EndInput();
            await _process.WaitForExitAsync(_patience);
        }
        catch (TimeoutException)
        {
            Detach(_mountPoint);
        }

        await _process.DisposeAsync();
    }

    private static (string Program, string? Error) Build()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "slow-fs");
        try
        {
            var flags = ToolRunner.Run("pkg-config", "--cflags", "--libs", "fuse3");
            if (flags.ExitCode != 0) return (program, flags.Error.Trim());
            var source = Path.Combine(AppContext.BaseDirectory, "Ladder", "slow-fs.c");
            var result = ToolRunner.Run("cc", ["-O2", "-o", program, source, .. flags.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries), "-pthread"]);
            return (program, result.ExitCode == 0 ? null : result.Error.Trim());
        }
        catch (Win32Exception e)
        {
            return (program, e.Message);
        }
    }
}
