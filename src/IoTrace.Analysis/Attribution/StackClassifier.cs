using System.Collections.Immutable;

namespace IoTrace.Analysis.Attribution;

/// <summary>Judges a stack by its frames: which runtime entry point the thread is in.</summary>
/// <remarks>Frame names are those of System.Private.CoreLib and the System.Net libraries of .NET 6 to 10 (dotnet/runtime).</remarks>
public static class StackClassifier
{
    /// <summary>How far from the innermost frame a waiting call is looked for: its own plumbing is not deeper.</summary>
    private const int Depth = 14;

    /// <summary>Anywhere in the stack: what the thread is for, whatever its innermost frame.</summary>
    private static readonly (string Pattern, StackClass Class)[] Whole =
    [
        ("System.Threading.PortableThreadPool+GateThread.", StackClass.ServiceIdle),
        ("System.Threading.PortableThreadPool+WaitThread.", StackClass.ServiceIdle),
        ("System.Threading.TimerQueue.TimerThread", StackClass.ServiceIdle),
        ("System.Diagnostics.Tracing.CounterGroup.PollForValues", StackClass.ServiceIdle),
        ("System.Net.Sockets.SocketAsyncEngine.EventLoop", StackClass.ServiceIdle),
        ("System.IO.FileSystemWatcher+RunningInstance", StackClass.ServiceIdle),
    ];

    /// <summary>Near the innermost frame, the first that fits: outer context before the primitive that it blocks in.</summary>
    private static readonly (string Pattern, StackClass Class)[] Context =
    [
        ("System.Diagnostics.Process.WaitForExit", StackClass.Pipe),
        ("System.Diagnostics.ProcessWaitState.WaitForExit", StackClass.Pipe),
        ("System.Diagnostics.Process.ForkAndExecProcess", StackClass.Pipe),
        ("System.IO.ConsoleStream.", StackClass.Pipe),
        ("System.ConsolePal", StackClass.Pipe),
        ("System.IO.StdInReader", StackClass.Pipe),
        ("System.IO.SyncTextReader", StackClass.Pipe),
        ("System.IO.Pipes.", StackClass.Pipe),
        ("System.Net.Sockets.SocketAsyncContext.Accept", StackClass.ServiceIdle),
        ("System.Net.Sockets.SocketPal.Accept", StackClass.ServiceIdle),
        ("System.Net.Sockets.SocketAsyncContext.PerformSyncOperation", StackClass.Network),
        ("System.Net.Sockets.SocketPal.", StackClass.Network),
        ("System.Net.NameResolutionPal.", StackClass.Network),
    ];

    private static readonly (string Pattern, StackClass Class)[] Leaf =
    [
        ("Interop+Sys.FSync", StackClass.FileSync),
        ("Interop+Sys.MSync", StackClass.FileSync),
        ("Interop+Sys.PRead", StackClass.FileRead),
        ("Interop+Sys.Read(", StackClass.FileRead),
        ("Interop+Sys.CopyFile", StackClass.FileRead),
        ("System.IO.RandomAccess.ReadAtOffset", StackClass.FileRead),
        ("System.IO.RandomAccess.ReadScatterAtOffset", StackClass.FileRead),
        ("Interop+Sys.PWrite", StackClass.FileWrite),
        ("Interop+Sys.Write(", StackClass.FileWrite),
        ("Interop+Sys.FAllocate", StackClass.FileWrite),
        ("Interop+Sys.FTruncate", StackClass.FileWrite),
        ("System.IO.RandomAccess.WriteAtOffset", StackClass.FileWrite),
        ("System.IO.RandomAccess.WriteGatherAtOffset", StackClass.FileWrite),
        ("Interop+Sys.ReadDir", StackClass.FileMetadata),
        ("Interop+Sys.Open", StackClass.FileMetadata),
        ("Interop+Sys.Close", StackClass.FileMetadata),
        ("Interop+Sys.FStat", StackClass.FileMetadata),
        ("Interop+Sys.LStat", StackClass.FileMetadata),
        ("Interop+Sys.Stat", StackClass.FileMetadata),
        ("Interop+Sys.Rename", StackClass.FileMetadata),
        ("Interop+Sys.Unlink", StackClass.FileMetadata),
        ("Interop+Sys.Link", StackClass.FileMetadata),
        ("Interop+Sys.MkDir", StackClass.FileMetadata),
        ("Interop+Sys.RmDir", StackClass.FileMetadata),
        ("Interop+Sys.Access", StackClass.FileMetadata),
        ("Interop+Sys.FLock", StackClass.FileMetadata),
        ("Interop+Sys.ChMod", StackClass.FileMetadata),
        ("Interop+Sys.UTimensat", StackClass.FileMetadata),
        ("Interop+Sys.Receive", StackClass.Network),
        ("Interop+Sys.Send", StackClass.Network),
        ("Interop+Sys.Connect", StackClass.Network),
        ("Interop+Sys.Accept", StackClass.ServiceIdle),
        ("Interop+Sys.Poll", StackClass.Network),
        ("Interop+Sys.WaitForSocketEvents", StackClass.ServiceIdle),
        // The probe's hooks stand for the calls that they pass on: the frame that made the call is at times one without a name.
        ("IoTrace.Probe.Hooks.DataHooks.Read", StackClass.FileRead),
        ("IoTrace.Probe.Hooks.DataHooks.PRead", StackClass.FileRead),
        ("IoTrace.Probe.Hooks.DataHooks.PWrite", StackClass.FileWrite),
        ("IoTrace.Probe.Hooks.DataHooks.FSync", StackClass.FileSync),
        ("IoTrace.Probe.Hooks.DataHooks.FDataSync", StackClass.FileSync),
        ("IoTrace.Probe.Hooks.DataHooks.MSync", StackClass.FileSync),
        ("IoTrace.Probe.Hooks.DataHooks.", StackClass.FileWrite),
        ("IoTrace.Probe.Hooks.CopyHooks.", StackClass.FileRead),
        ("IoTrace.Probe.Hooks.MetadataHooks.", StackClass.FileMetadata),
        ("IoTrace.Probe.Hooks.DirectoryHooks.", StackClass.FileMetadata),
        ("System.Threading.LowLevelLifoSemaphore", StackClass.PoolIdle),
        ("System.Threading.PortableThreadPool+WorkerThread.WorkerThreadStart", StackClass.PoolIdle),
        ("System.Threading.Monitor.Enter", StackClass.LockWait),
        ("System.Threading.Monitor.ReliableEnter", StackClass.LockWait),
        ("System.Threading.Monitor.TryEnter", StackClass.LockWait),
        ("System.Threading.Lock.", StackClass.LockWait),
        ("System.Threading.ReaderWriterLockSlim.", StackClass.LockWait),
        ("System.Threading.Thread.Sleep", StackClass.Sleep),
        ("System.Threading.Thread.UninterruptibleSleep", StackClass.Sleep),
        ("System.Threading.Monitor.Wait", StackClass.EventWait),
        ("System.Threading.Monitor.ObjWait", StackClass.EventWait),
        ("System.Threading.Thread.Join", StackClass.EventWait),
        ("System.Threading.WaitHandle.", StackClass.EventWait),
        ("System.Threading.ManualResetEventSlim.Wait", StackClass.EventWait),
        ("System.Threading.SemaphoreSlim.Wait", StackClass.EventWait),
        ("System.Threading.Tasks.Task.SpinThenBlockingWait", StackClass.EventWait),
        ("System.Threading.Tasks.Task.InternalWait", StackClass.EventWait),
    ];

    /// <summary>Libraries whose native code computes and never waits.</summary>
    private static readonly string[] NativeComputing =
    [
        "System.IO.Compression.", "Interop+ZLib", "Interop+Brotli", "Interop+Zstd",
        "System.Security.Cryptography.", "Interop+Crypto",
        "System.Globalization.", "Interop+Globalization",
    ];

    /// <summary>The class of a stack whose frames are given outermost first.</summary>
    public static StackClass Classify(ImmutableArray<string> frames)
    {
        foreach (var frame in frames)
        {
            if (Find(Whole, frame) is { } whole)
            {
                return whole;
            }
        }

        var innermost = frames.Reverse().Take(Depth).TakeWhile(IsPlumbing).ToArray();
        if (innermost.Select(frame => Find(Leaf, frame)).FirstOrDefault(c => c is not null) is not { } leaf)
        {
            return StackClass.Compute;
        }

        return innermost.Select(frame => Find(Context, frame)).FirstOrDefault(c => c is not null) ?? leaf;
    }

    /// <summary>Whether the innermost frame that has a name, of frames given outermost first, is one whose native code computes.</summary>
    public static bool ComputesNatively(ImmutableArray<string> frames) =>
        frames.LastOrDefault(f => f is not ("" or "?")) is { } innermost && NativeComputing.Any(p => innermost.StartsWith(p, StringComparison.Ordinal));

    /// <summary>
    /// Whether a waiting call may lie further out: code of the user's or a work item that is further in runs, whatever it was called
    /// by. A task that is waited for runs inside the wait at times, and every work item runs inside the worker's loop.
    /// </summary>
    private static bool IsPlumbing(string frame) =>
        UserCode.IsFramework(frame) && !frame.StartsWith("System.Threading.ThreadPoolWorkQueue.Dispatch", StringComparison.Ordinal);

    private static StackClass? Find((string Pattern, StackClass Class)[] rules, string frame)
    {
        foreach (var (pattern, found) in rules)
        {
            if (frame.StartsWith(pattern, StringComparison.Ordinal))
            {
                return found;
            }
        }

        return null;
    }
}
