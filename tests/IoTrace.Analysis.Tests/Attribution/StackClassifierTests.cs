using IoTrace.Analysis.Attribution;

namespace IoTrace.Analysis.Tests.Attribution;

public class StackClassifierTests
{
    private const string Main = "App.Program.Main()";
    private const string Worker = "System.Threading.PortableThreadPool+WorkerThread.WorkerThreadStart()|System.Threading.PortableThreadPool+WorkerThread.WorkerDoWork(PortableThreadPool)";
    private const string Dispatch = Worker + "|System.Threading.ThreadPoolWorkQueue.Dispatch()";

    [Theory]
    [InlineData(Main, StackClass.Compute)]
    [InlineData(Main + "|System.String.Concat(String, String)", StackClass.Compute)]
    [InlineData(Main + "|System.IO.FileStream.Flush(Boolean)|System.IO.RandomAccess.FlushToDisk(SafeFileHandle)|Interop+Sys.FSync(SafeFileHandle)", StackClass.FileSync)]
    [InlineData(Main + "|System.IO.RandomAccess.ReadAtOffset(SafeFileHandle, Span<…>, Int64)", StackClass.FileRead)]
    [InlineData(Main + "|System.IO.RandomAccess.ReadAtOffset(SafeFileHandle, Span<…>, Int64)|Interop+Sys.PRead(SafeHandle, Byte*, Int32, Int64)", StackClass.FileRead)]
    [InlineData(Main + "|System.IO.FileSystem.CopyFile(String, String, Boolean)|Interop+Sys.CopyFile(SafeFileHandle, SafeFileHandle, Int64)", StackClass.FileRead)]
    [InlineData(Main + "|System.IO.RandomAccess.WriteAtOffset(SafeFileHandle, ReadOnlySpan<…>, Int64)", StackClass.FileWrite)]
    [InlineData(Main + "|System.IO.RandomAccess.SetFileLength(SafeFileHandle, Int64)|Interop+Sys.FTruncate(SafeFileHandle, Int64)", StackClass.FileWrite)]
    [InlineData(Main + "|System.IO.File.Move(String, String)|Interop+Sys.Rename(String, String)", StackClass.FileMetadata)]
    [InlineData(Main + "|Microsoft.Win32.SafeHandles.SafeFileHandle.Open(String)|Interop+Sys.Open(String, OpenFlags, Int32)", StackClass.FileMetadata)]
    [InlineData(Main + "|System.Net.Sockets.Socket.Receive(Byte[])|System.Net.Sockets.SocketPal.SysReceive(SafeSocketHandle)|Interop+Sys.Receive(SafeHandle)", StackClass.Network)]
    [InlineData(Main + "|System.Net.Dns.GetHostAddresses(String)|System.Net.NameResolutionPal.TryGetAddrInfo(String)|Interop+Sys.Poll(Int32)", StackClass.Network)]
    [InlineData(Main + "|System.Net.Sockets.SocketAsyncContext.PerformSyncOperation(Int32)|System.Threading.ManualResetEventSlim.Wait(Int32)", StackClass.Network)]
    [InlineData(Main + "|System.Net.Sockets.Socket.Accept()|System.Net.Sockets.SocketPal.Accept(SafeSocketHandle)|Interop+Sys.Accept(SafeHandle)", StackClass.ServiceIdle)]
    [InlineData(Main + "|System.Console.ReadLine()|System.IO.StdInReader.ReadLine()|Interop+Sys.Read(SafeHandle, Byte*, Int32)", StackClass.Pipe)]
    [InlineData(Main + "|System.IO.Pipes.PipeStream.Read(Span<…>)|Interop+Sys.Read(SafeHandle, Byte*, Int32)", StackClass.Pipe)]
    [InlineData(Main + "|System.Diagnostics.Process.WaitForExit()|System.Threading.WaitHandle.WaitOneNoCheck(Int32)", StackClass.Pipe)]
    [InlineData(Main + "|System.Threading.Monitor.Enter(Object, Boolean&)", StackClass.LockWait)]
    [InlineData(Main + "|System.Threading.Lock.EnterAndGetCurrentThreadId()|System.Threading.WaitHandle.WaitOneNoCheck(Int32)", StackClass.EventWait)]
    [InlineData(Main + "|System.Threading.Lock.Enter()", StackClass.LockWait)]
    [InlineData(Main + "|System.Threading.Thread.Sleep(Int32)", StackClass.Sleep)]
    [InlineData(Main + "|System.Threading.Tasks.Task.InternalWait(Int32, CancellationToken)|System.Threading.ManualResetEventSlim.Wait(Int32, CancellationToken)|System.Threading.Monitor.Wait(Object, Int32)", StackClass.EventWait)]
    [InlineData(Main + "|System.Threading.Thread.Join(Int32)", StackClass.EventWait)]
    [InlineData(Worker + "|System.Threading.LowLevelLifoSemaphore.Wait(Int32, Boolean)", StackClass.PoolIdle)]
    [InlineData("System.Threading.PortableThreadPool+WorkerThread.WorkerThreadStart()", StackClass.PoolIdle)]
    [InlineData("System.Threading.PortableThreadPool+GateThread.GateThreadStart()|System.Threading.WaitHandle.WaitOneNoCheck(Int32)", StackClass.ServiceIdle)]
    [InlineData("System.Threading.TimerQueue.TimerThread()|System.Threading.WaitHandle.WaitOneNoCheck(Int32)", StackClass.ServiceIdle)]
    [InlineData("System.Net.Sockets.SocketAsyncEngine.EventLoop()|Interop+Sys.WaitForSocketEvents(IntPtr)", StackClass.ServiceIdle)]
    // A work item runs inside the worker's loop, and is not idle for it.
    [InlineData(Dispatch + "|App.Handler.Handle()", StackClass.Compute)]
    [InlineData(Dispatch + "|System.Text.Json.JsonSerializer.Deserialize(String)", StackClass.Compute)]
    [InlineData(Dispatch + "|App.Handler.Handle()|System.Threading.Monitor.Enter(Object)", StackClass.LockWait)]
    [InlineData(Dispatch + "|Microsoft.Win32.SafeHandles.SafeFileHandle+ThreadPoolValueTaskSource.ExecuteInternal()|System.IO.RandomAccess.ReadAtOffset(SafeFileHandle)", StackClass.FileRead)]
    // A task that is waited for may run inside the wait.
    [InlineData(Main + "|System.Threading.Tasks.Task.InternalWait(Int32, CancellationToken)|System.Threading.Tasks.Task.ExecuteEntry()|App.PriceModel.Inner()", StackClass.Compute)]
    [InlineData("?|?", StackClass.Compute)]
    [InlineData("", StackClass.Compute)]
    public void A_stack_has_the_class_of_its_innermost_wait(string frames, StackClass expected) =>
        Assert.Equal(expected, StackClassifier.Classify([.. frames.Split('|')]));

    [Fact]
    public void No_frames_are_no_wait() => Assert.Equal(StackClass.Compute, StackClassifier.Classify([]));

    [Fact]
    public void A_wait_far_from_the_innermost_frame_does_not_count()
    {
        var frames = Enumerable.Repeat("System.Linq.Enumerable.Next()", 20).Prepend("System.Threading.Thread.Sleep(Int32)");
        Assert.Equal(StackClass.Compute, StackClassifier.Classify([.. frames]));
    }

    [Theory]
    [InlineData(ThreadState.Pipe, StackClass.FileRead, true)]
    [InlineData(ThreadState.Pipe, StackClass.Network, false)]
    [InlineData(ThreadState.Lock, StackClass.EventWait, true)]
    [InlineData(ThreadState.Lock, StackClass.LockWait, true)]
    [InlineData(ThreadState.Lock, StackClass.Sleep, false)]
    [InlineData(ThreadState.FileSync, StackClass.FileRead, false)]
    [InlineData(ThreadState.CpuUser, StackClass.Compute, true)]
    [InlineData(ThreadState.Sleep, StackClass.Sleep, true)]
    public void States_fit_the_stacks_that_they_can_have(ThreadState state, StackClass stack, bool fits) =>
        Assert.Equal(fits, StateOfClass.Fits(state, stack));

    [Theory]
    [InlineData(StackClass.FileRead, ThreadState.FileRead)]
    [InlineData(StackClass.FileWrite, ThreadState.FileWrite)]
    [InlineData(StackClass.FileSync, ThreadState.FileSync)]
    [InlineData(StackClass.FileMetadata, ThreadState.FileMetadata)]
    [InlineData(StackClass.Network, ThreadState.Network)]
    [InlineData(StackClass.Pipe, ThreadState.Pipe)]
    [InlineData(StackClass.Compute, null)]
    [InlineData(StackClass.LockWait, null)]
    public void Calls_block_in_their_state(StackClass stack, ThreadState? state)
    {
        Assert.Equal(state, StateOfClass.IoState(stack));
        Assert.True(state is null || StateOfClass.Fits(state.Value, stack));
    }
}
