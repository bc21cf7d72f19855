using System.Text;
using IoTrace.Testing.Target.Modes.Cpu;
using IoTrace.Testing.Target.Modes.Files;
using IoTrace.Testing.Target.Modes.Mixed;
using IoTrace.Testing.Target.Modes.Network;
using IoTrace.Testing.Target.Modes.Processes;
using IoTrace.Testing.Target.Modes.Waiting;

namespace IoTrace.Testing.Target;

/// <summary>Every mode by name, with the verdict that is true of it.</summary>
internal static class Catalogue
{
    public static IReadOnlyDictionary<string, Mode> Modes { get; } = new Dictionary<string, Mode>
    {
        ["cpu-loop"] = new("cpu/cpu-user", CpuLoop.Start),
        ["cpu-threads"] = new("cpu/cpu-user", CpuLoop.Start),
        ["cpu-sha"] = new("cpu/cpu-user", CpuSha.Start),
        ["gc-churn"] = new("cpu/gc", GcChurn.Start),
        ["jit"] = new("cpu/jit", Jit.Start),
        ["page-cache-copy"] = new("cpu/cpu-kernel-io", PageCacheCopy.Start),
        ["small-cached-reads"] = new("cpu/cpu-kernel-io", SmallCachedReads.Start),
        ["alloc-loop"] = new("cpu/cpu-user", AllocationLoop.Start),
        ["json-parse"] = new("cpu/cpu-user", JsonParse.Start),
        ["zip"] = new("cpu/cpu-user", Zip.Pack),
        ["unzip"] = new("cpu/cpu-user", Zip.Unpack),

        ["fsync"] = new("io/file-sync", Fsync.Start),
        ["import-batch"] = new("io/file-sync", ImportBatch.Start),
        ["write-through"] = new("io/file-sync", WriteThrough.Start),
        ["cold-read"] = new("io/file-read", ColdRead.Start),
        ["warm-read"] = new("cpu/cpu-kernel-io", ColdRead.StartWarm),
        ["two-file-read"] = new("io/file-read", TwoFileRead.Start),
        ["cold-scan"] = new("io/file-read", ColdScan.Start),
        ["big-write"] = new("io/file-write", BigWrite.Start),
        ["file-copy"] = new("io/file-write", FileCopy.Start),
        ["async-copy"] = new("-", AsyncCopy.Start),
        ["metadata"] = new("io/file-metadata", Metadata.Start),
        ["cold-stat"] = new("io/file-metadata", ColdStat.Start),
        ["prepare"] = new("-", Prepare.Start),

        ["pipe-read"] = new("io/pipe", PipeRead.Start),
        ["named-pipe"] = new("io/pipe", NamedPipe.Start),
        ["stdin-read"] = new("io/pipe", StdinRead.Start),
        ["process-wait"] = new("io/pipe", ProcessWait.Start),
        ["process-output"] = new("io/pipe", ProcessOutput.Start),
        ["pipe-write"] = new("io/pipe", PipeWrite.Start),
        ["drain"] = new("neither/sleep", Drain.Start),
        ["tick"] = new("neither/sleep", Tick.Start),

        ["http-server"] = new("-", HttpServer.Start),
        ["http-fan-out"] = new("io/network", HttpClients.FanOut),
        ["http-sync"] = new("io/network", HttpClients.Sync),
        ["background-http"] = new("cpu/cpu-user", BackgroundHttp.Start),
        ["http-stream"] = new("io/network", HttpStream.Start),
        ["background-stream"] = new("cpu/cpu-user", HttpStream.Background),
        ["socket-server"] = new("-", SocketServer.Start),
        ["socket-sync"] = new("io/network", SocketClients.Sync),
        ["socket-async"] = new("io/network", SocketClients.Async),
        ["socket-stream"] = new("io/network", SocketClients.Stream),
        ["web-listener"] = new("neither/idle", WebListener.Start),
        ["idle-service"] = new("neither/idle", IdleService.Start),
        ["news-reader"] = new("neither/idle", NewsReader.Start),
        ["log-server"] = new("-", LogServer.Start),
        ["log-sink"] = new("neither/sleep", LogSink.Start),

        ["delay"] = new("neither/sleep", Sleeping.Delay),
        ["thread-sleep"] = new("neither/sleep", Sleeping.ThreadSleep),
        ["idle"] = new("neither/idle", Sleeping.Idle),
        ["lock-sleep"] = new("neither/lock-contention", Locks.Sleep),
        ["lock-cpu"] = new("cpu/cpu-user", Locks.Cpu),
        ["lock-io"] = new("io/file-sync", Locks.Io),
        ["pool-starvation"] = new("neither/thread-pool-starvation", PoolStarvation.Start),
        ["pool-sockets"] = new("neither/thread-pool-starvation", PoolStarvation.Sockets),
        ["sync-over-async"] = new("neither/thread-pool-starvation", PoolStarvation.SyncOverAsync),
        ["pool-lock-queue"] = new("neither/lock-contention", PoolLockQueue.Start),
        ["main-waits"] = new("io/file-sync", Indirect.MainWaits),
        ["queue-waits"] = new("io/file-sync", Indirect.QueueWaits),
        ["background-io"] = new("cpu/cpu-user", Indirect.Background),
        ["background-cpu"] = new("io/file-sync", BackgroundCpu.Start),
        ["pool-lock"] = new("neither/lock-contention", PoolLock.Start),
        ["runnable"] = new("cpu/cpu-user", Runnable.Start),
        ["crowded"] = new("cpu/cpu-contention", Crowded.Start),

        ["mix"] = new("mixed", Mix.Start),
        ["mix-work"] = new("mixed", MixWork.Start),
        ["busy-service"] = new("-", BusyService.Start),
        ["phases"] = new("mixed", Phases.Start),

        ["exit-code"] = new("-", Behaviours.ExitCode),
        ["exit-at-once"] = new("-", Behaviours.ExitAtOnce),
        ["echo-args"] = new("-", Behaviours.EchoArguments),
        ["echo-env"] = new("-", Behaviours.EchoEnvironment),
        ["cwd"] = new("-", Behaviours.WorkingDirectory),
        ["cat"] = new("-", Behaviours.Cat),
        ["wait-signal"] = new("-", Behaviours.WaitForSignal),
        ["abort"] = new("-", Behaviours.Abort),
        ["throw"] = new("-", Behaviours.Throw),
        ["children"] = new("-", Children.Start),
        ["many-threads"] = new("neither/idle", ManyThreads.Start),
        ["brief-threads"] = new("cpu/cpu-user", BriefThreads.Start),
        ["jit-before"] = new("cpu/cpu-user", JitBefore.Start),
    };

    public static string Describe() =>
        Modes.Aggregate(new StringBuilder(), (text, mode) => text.AppendLine($"{mode.Key,-20} {mode.Value.Label}")).ToString();
}
