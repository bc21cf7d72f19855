using IoTrace.Analysis.Attribution;

namespace IoTrace.Analysis.Tests.Attribution;

/// <summary>Each of the runtime's entry points by itself: none is there for show.</summary>
public class StackPatternTests
{
    private const string Main = "App.Program.Main()";

    public static TheoryData<StackClass, string> Leaves() => Table(
        (StackClass.FileSync, "Interop+Sys.FSync Interop+Sys.MSync"),
        (StackClass.FileRead, "Interop+Sys.PRead Interop+Sys.Read( Interop+Sys.CopyFile System.IO.RandomAccess.ReadAtOffset System.IO.RandomAccess.ReadScatterAtOffset"),
        (StackClass.FileWrite, "Interop+Sys.PWrite Interop+Sys.Write( Interop+Sys.FAllocate Interop+Sys.FTruncate System.IO.RandomAccess.WriteAtOffset System.IO.RandomAccess.WriteGatherAtOffset"),
        (StackClass.FileMetadata, "Interop+Sys.ReadDir Interop+Sys.Open Interop+Sys.Close Interop+Sys.FStat Interop+Sys.LStat Interop+Sys.Stat Interop+Sys.Rename Interop+Sys.Unlink Interop+Sys.Link"),
        (StackClass.FileMetadata, "Interop+Sys.MkDir Interop+Sys.RmDir Interop+Sys.Access Interop+Sys.FLock Interop+Sys.ChMod Interop+Sys.UTimensat"),
        (StackClass.Network, "Interop+Sys.Receive Interop+Sys.Send Interop+Sys.Connect Interop+Sys.Poll"),
        (StackClass.ServiceIdle, "Interop+Sys.Accept Interop+Sys.WaitForSocketEvents"),
        (StackClass.PoolIdle, "System.Threading.LowLevelLifoSemaphore System.Threading.PortableThreadPool+WorkerThread.WorkerThreadStart"),
        (StackClass.LockWait, "System.Threading.Monitor.Enter System.Threading.Monitor.ReliableEnter System.Threading.Monitor.TryEnter System.Threading.Lock. System.Threading.ReaderWriterLockSlim."),
        (StackClass.Sleep, "System.Threading.Thread.Sleep System.Threading.Thread.UninterruptibleSleep"),
        (StackClass.EventWait, "System.Threading.Monitor.Wait System.Threading.Monitor.ObjWait System.Threading.Thread.Join System.Threading.WaitHandle. System.Threading.ManualResetEventSlim.Wait"),
        (StackClass.EventWait, "System.Threading.SemaphoreSlim.Wait System.Threading.Tasks.Task.SpinThenBlockingWait System.Threading.Tasks.Task.InternalWait"));

    public static TheoryData<StackClass, string> Contexts() => Table(
        (StackClass.Pipe, "System.Diagnostics.Process.WaitForExit System.Diagnostics.ProcessWaitState.WaitForExit System.Diagnostics.Process.ForkAndExecProcess"),
        (StackClass.Pipe, "System.IO.ConsoleStream. System.ConsolePal System.IO.StdInReader System.IO.SyncTextReader System.IO.Pipes."),
        (StackClass.ServiceIdle, "System.Net.Sockets.SocketAsyncContext.Accept System.Net.Sockets.SocketPal.Accept"),
        (StackClass.Network, "System.Net.Sockets.SocketAsyncContext.PerformSyncOperation System.Net.Sockets.SocketPal. System.Net.NameResolutionPal."));

    public static TheoryData<StackClass, string> Wholes() => Table((
        StackClass.ServiceIdle,
        "System.Threading.PortableThreadPool+GateThread. System.Threading.PortableThreadPool+WaitThread. System.Threading.TimerQueue.TimerThread System.Diagnostics.Tracing.CounterGroup.PollForValues "
        + "System.Net.Sockets.SocketAsyncEngine.EventLoop System.IO.FileSystemWatcher+RunningInstance"));

    private static TheoryData<StackClass, string> Table(params (StackClass Class, string Patterns)[] rows)
    {
        var data = new TheoryData<StackClass, string>();
        foreach (var (found, patterns) in rows)
        {
            foreach (var pattern in patterns.Split(' '))
            {
                data.Add(found, pattern);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public void An_innermost_call_tells_what_it_waits_for(StackClass expected, string pattern) =>
        Assert.Equal(expected, StackClassifier.Classify([Main, pattern + "Some(Int32)"]));

    [Theory]
    [MemberData(nameof(Contexts))]
    public void Who_makes_the_call_tells_more(StackClass expected, string pattern)
    {
        Assert.Equal(expected, StackClassifier.Classify([Main, pattern + "Some(Int32)", "System.Threading.Thread.Sleep(Int32)"]));
        // By itself it is no wait.
        Assert.Equal(StackClass.Compute, StackClassifier.Classify([Main, pattern + "Some(Int32)"]));
    }

    [Theory]
    [MemberData(nameof(Wholes))]
    public void What_a_thread_is_for_tells_all(StackClass expected, string pattern) =>
        Assert.Equal(expected, StackClassifier.Classify([pattern + "Some()", Main, "System.Threading.Thread.Sleep(Int32)"]));

    [Theory]
    [InlineData("System.IO.File.Open()")]
    [InlineData("Microsoft.Win32.SafeHandles.SafeFileHandle.Open()")]
    [InlineData("Interop.Call()")]
    [InlineData("Interop+Sys.Call()")]
    [InlineData("Internal.Runtime.Start()")]
    [InlineData("MS.Internal.Some()")]
    [InlineData("Windows.Foundation.Some()")]
    [InlineData("dynamicClass.IL_STUB_PInvoke(Int32)")]
    [InlineData("?")]
    [InlineData("IoTrace.Probe.Hooks.Read()")]
    [InlineData("StartupHook.Initialize()")]
    [InlineData("")]
    public void The_frameworks_frames_and_ours_are_not_the_users(string frame) => Assert.True(UserCode.IsFramework(frame));

    [Theory]
    [InlineData("App.Main()")]
    [InlineData("Systems.Main()")]
    [InlineData("Microsofts.Main()")]
    [InlineData("dynamicClass.Lambda()")]
    [InlineData("IoTrace.Testing.Main()")]
    public void Others_are(string frame) => Assert.False(UserCode.IsFramework(frame));
}
