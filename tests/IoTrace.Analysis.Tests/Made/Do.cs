namespace IoTrace.Analysis.Tests.Made;

/// <summary>The steps that programs are made of, with the stacks that .NET shows for them.</summary>
public static class Do
{
    private const string Main = "App.Program.Main(String[])";

    public static MadeResource Orders { get; } = MadeResource.File("/srv/orders.log");

    public static MadeResource Catalog { get; } = MadeResource.File("/srv/catalog.bin");

    public static Step Compute(double ms, double kernel = 0, string site = "App.PriceModel.Inner()") =>
        new(ms, SystemCallKind.Running) { Kernel = kernel, Stack = [Main, site] };

    /// <summary>A cached read or write: in the kernel, but never waiting.</summary>
    public static Step CopyCached(double ms) => new(ms, SystemCallKind.Running)
    {
        Kernel = 0.9,
        Stack = [Main, "App.Copier.Copy()", "System.IO.RandomAccess.ReadAtOffset(SafeFileHandle, Span<…>, Int64)", "Interop+Sys.PRead(SafeHandle, Byte*, Int32, Int64)"],
    };

    public static Step Queue(double ms) => new(ms, SystemCallKind.Running) { Queued = true, Stack = [Main, "App.PriceModel.Inner()"] };

    public static Step Read(double ms, MadeResource? file = null) => new(ms, SystemCallKind.Read)
    {
        Resource = file ?? Catalog,
        StackPointer = 0x7000_1000,
        Stack = [Main, "App.Catalog.Lookup(Int64)", "System.IO.RandomAccess.ReadAtOffset(SafeFileHandle, Span<…>, Int64)", "Interop+Sys.PRead(SafeHandle, Byte*, Int32, Int64)"],
    };

    public static Step Write(double ms, MadeResource? file = null) => new(ms, SystemCallKind.Write)
    {
        Resource = file ?? Orders,
        StackPointer = 0x7000_2000,
        Stack = [Main, "App.Export.Write()", "System.IO.RandomAccess.WriteAtOffset(SafeFileHandle, ReadOnlySpan<…>, Int64)", "Interop+Sys.PWrite(SafeHandle, Byte*, Int32, Int64)"],
    };

    public static Step Sync(double ms, MadeResource? file = null) => new(ms, SystemCallKind.Sync)
    {
        Resource = file ?? Orders,
        StackPointer = 0x7000_3000,
        Stack = [Main, "App.OrderStore.Append(Order)", "System.IO.FileStream.Flush(Boolean)", "Interop+Sys.FSync(SafeFileHandle)"],
    };

    public static Step Metadata(double ms, MadeResource? file = null) => new(ms, SystemCallKind.Metadata)
    {
        Resource = file ?? MadeResource.File("/srv/inbox"),
        StackPointer = 0x7000_4000,
        Stack = [Main, "App.Inbox.Deliver()", "System.IO.FileSystem.MoveFile(String, String, Boolean)", "Interop+Sys.Rename(String, String)"],
    };

    public static Step Receive(double ms, string peer = "10.0.0.7:443") => new(ms, SystemCallKind.Receive)
    {
        Resource = new MadeResource(ResourceKind.Socket, peer),
        StackPointer = 0x7000_5000,
        Stack = [Main, "App.Feed.Next()", "System.Net.Sockets.Socket.Receive(Byte[])", "Interop+Sys.Receive(SafeHandle, Byte*, Int32)"],
    };

    public static Step ReadPipe(double ms) => new(ms, SystemCallKind.Read)
    {
        Resource = new MadeResource(ResourceKind.Pipe, "pipe:[77]"),
        StackPointer = 0x7000_6000,
        Stack = [Main, "App.Tool.RunToEnd()", "System.IO.Pipes.AnonymousPipeClientStream.Read(Span<…>)", "Interop+Sys.Read(SafeHandle, Byte*, Int32)"],
    };

    /// <summary>Blocked until another thread sets an event.</summary>
    public static Step Wait(double ms, ulong stackPointer = 0x7000_7000) => new(ms, SystemCallKind.Futex)
    {
        StackPointer = stackPointer,
        Stack = [Main, "System.Threading.Tasks.Task.InternalWait(Int32, CancellationToken)", "System.Threading.ManualResetEventSlim.Wait(Int32, CancellationToken)", "System.Threading.Monitor.Wait(Object, Int32)"],
    };

    /// <summary>Blocked in a contended lock, with the runtime's events for it.</summary>
    public static Step Lock(double ms, ulong identity = 0xabc) => new(ms, SystemCallKind.Futex)
    {
        StackPointer = 0x7000_8000,
        Stack = [Main, "App.Till.Serve()", "System.Threading.Monitor.Enter(Object, Boolean&)"],
        AtStart = (at, thread) => new ContentionStarted(at, thread, identity, null),
        AtEnd = (at, thread) => new ContentionEnded(at, thread),
    };

    /// <summary>The same on .NET 9 and later, where the runtime tells who holds the lock.</summary>
    public static Step LockHeldBy(int holder, double ms, ulong identity = 0xabc) => Lock(ms) with
    {
        AtStart = (at, thread) => new ContentionStarted(at, thread, identity, new ThreadId(holder)),
    };

    /// <summary>A pool worker that is kept by a lock.</summary>
    public static Step WorkerLock(double ms) => Lock(ms) with
    {
        StackPointer = 0x7000_d000,
        Stack =
        [
            "System.Threading.PortableThreadPool+WorkerThread.WorkerThreadStart()", "System.Threading.ThreadPoolWorkQueue.Dispatch()", "App.Till.Serve()",
            "System.Threading.Monitor.Enter(Object, Boolean&)",
        ],
    };

    public static Step Sleep(double ms) => new(ms, SystemCallKind.Futex)
    {
        Timed = true,
        StackPointer = 0x7000_9000,
        Stack = [Main, "App.Poller.Wait()", "System.Threading.Thread.Sleep(Int32)"],
    };

    /// <summary>The work of a collection, for which all managed threads are stopped.</summary>
    public static Step Collect(double ms) => new(ms, SystemCallKind.Running)
    {
        Stack = [Main, "App.Churn.Fill()"],
        StopsAll = true,
        AtStart = (at, thread) => new GcPauseStarted(at, thread),
        AtEnd = (at, _) => new GcPauseEnded(at),
    };

    public static Step Compile(double ms) => new(ms, SystemCallKind.Running)
    {
        Stack = [Main, "App.RuleCompiler.CompileAndRun()"],
        AtStart = (at, thread) => new JitStarted(at, thread),
        AtEnd = (at, thread) => new JitEnded(at, thread),
    };

    /// <summary>Compiles for the first milliseconds, and waits for a processor for the rest of the compilation.</summary>
    public static Step[] CompileStarved(double ms, double queued) =>
        [Compile(ms) with { AtEnd = null }, Queue(queued) with { AtEnd = (at, thread) => new JitEnded(at, thread) }];

    /// <summary>A pool worker that spins for work.</summary>
    public static Step WorkerSpins(double ms) => new(ms, SystemCallKind.Running)
    {
        Stack = ["System.Threading.PortableThreadPool+WorkerThread.WorkerThreadStart()", "System.Threading.LowLevelLifoSemaphore.Wait(Int32, Boolean)"],
    };

    /// <summary>The same on a busy machine: between two glances at its queue it gives its processor away.</summary>
    public static Step[] WorkerGlances(double ms, double glance = 0.005, double queued = 0.045) =>
        [.. Enumerable.Range(0, (int)(ms / (glance + queued))).SelectMany(_ => (Step[])[WorkerSpins(glance), WorkerSpins(queued) with { Queued = true }])];

    /// <summary>A pool worker that has no work.</summary>
    public static Step WorkerIdle(double ms) => new(ms, SystemCallKind.Futex)
    {
        StackPointer = 0x7000_a000,
        Stack = ["System.Threading.PortableThreadPool+WorkerThread.WorkerThreadStart()", "System.Threading.LowLevelLifoSemaphore.Wait(Int32, Boolean)"],
    };

    /// <summary>A pool worker that blocks in user code until a task is done.</summary>
    public static Step WorkerBlocked(double ms) => new(ms, SystemCallKind.Futex)
    {
        StackPointer = 0x7000_b000,
        Stack =
        [
            "System.Threading.PortableThreadPool+WorkerThread.WorkerThreadStart()", "System.Threading.ThreadPoolWorkQueue.Dispatch()", "App.Handler.Handle()",
            "System.Threading.Tasks.Task.InternalWait(Int32, CancellationToken)", "System.Threading.ManualResetEventSlim.Wait(Int32, CancellationToken)",
        ],
    };

    /// <summary>A service of the runtime, blocked for ever, without a managed stack.</summary>
    public static Step Serve(double ms, SystemCallKind call = SystemCallKind.Poll) => new(ms, call) { StackPointer = 0x7000_c000 };
}
