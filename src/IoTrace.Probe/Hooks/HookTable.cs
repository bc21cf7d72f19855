using System.Reflection;
using System.Runtime.CompilerServices;
using IoTrace.Probe.Native;

namespace IoTrace.Probe.Hooks;

/// <summary>Which imported symbol is redirected to which hook. SYMBOLS.md next to this file gives the reason for each.</summary>
internal static unsafe class HookTable
{
    private static readonly Hook[] s_hooks =
    [
        new("read", nameof(DataHooks.Read), typeof(DataHooks)),
        new("pread64", nameof(DataHooks.PRead), typeof(DataHooks)),
        new("pread", nameof(DataHooks.PRead), typeof(DataHooks)),
        new("preadv64", nameof(DataHooks.PReadV), typeof(DataHooks)),
        new("preadv", nameof(DataHooks.PReadV), typeof(DataHooks)),
        new("pwrite64", nameof(DataHooks.PWrite), typeof(DataHooks)),
        new("pwrite", nameof(DataHooks.PWrite), typeof(DataHooks)),
        new("pwritev64", nameof(DataHooks.PWriteV), typeof(DataHooks)),
        new("pwritev", nameof(DataHooks.PWriteV), typeof(DataHooks)),
        new("fsync", nameof(DataHooks.FSync), typeof(DataHooks)),
        new("fdatasync", nameof(DataHooks.FDataSync), typeof(DataHooks)),
        new("msync", nameof(DataHooks.MSync), typeof(DataHooks)),
        new("ftruncate64", nameof(DataHooks.FTruncate), typeof(DataHooks)),
        new("ftruncate", nameof(DataHooks.FTruncate), typeof(DataHooks)),
        new("fallocate64", nameof(DataHooks.FAllocate), typeof(DataHooks)),
        new("fallocate", nameof(DataHooks.FAllocate), typeof(DataHooks)),
        new("open64", nameof(MetadataHooks.Open), typeof(MetadataHooks)),
        new("open", nameof(MetadataHooks.Open), typeof(MetadataHooks)),
        new("close", nameof(MetadataHooks.Close), typeof(MetadataHooks)),
        new("__xstat64", nameof(MetadataHooks.XStat), typeof(MetadataHooks)),
        new("__lxstat64", nameof(MetadataHooks.LXStat), typeof(MetadataHooks)),
        new("__fxstat64", nameof(MetadataHooks.FXStat), typeof(MetadataHooks)),
        new("stat64", nameof(MetadataHooks.Stat), typeof(MetadataHooks)),
        new("lstat64", nameof(MetadataHooks.LStat), typeof(MetadataHooks)),
        new("fstat64", nameof(MetadataHooks.FStat), typeof(MetadataHooks)),
        new("stat", nameof(MetadataHooks.Stat), typeof(MetadataHooks)),
        new("lstat", nameof(MetadataHooks.LStat), typeof(MetadataHooks)),
        new("fstat", nameof(MetadataHooks.FStat), typeof(MetadataHooks)),
        new("access", nameof(MetadataHooks.Access), typeof(MetadataHooks)),
        new("readlink", nameof(MetadataHooks.ReadLink), typeof(MetadataHooks)),
        new("rename", nameof(MetadataHooks.Rename), typeof(MetadataHooks)),
        new("unlink", nameof(MetadataHooks.Unlink), typeof(MetadataHooks)),
        new("rmdir", nameof(MetadataHooks.RmDir), typeof(MetadataHooks)),
        new("mkdir", nameof(MetadataHooks.MkDir), typeof(MetadataHooks)),
        new("link", nameof(MetadataHooks.Link), typeof(MetadataHooks)),
        new("symlink", nameof(MetadataHooks.SymLink), typeof(MetadataHooks)),
        new("chmod", nameof(MetadataHooks.ChMod), typeof(MetadataHooks)),
        new("fchmod", nameof(MetadataHooks.FChMod), typeof(MetadataHooks)),
        new("utimensat", nameof(MetadataHooks.UTimensAt), typeof(MetadataHooks)),
        new("futimens", nameof(MetadataHooks.FUTimens), typeof(MetadataHooks)),
        new("opendir", nameof(DirectoryHooks.OpenDir), typeof(DirectoryHooks)),
        new("readdir64", nameof(DirectoryHooks.ReadDir), typeof(DirectoryHooks)),
        new("readdir", nameof(DirectoryHooks.ReadDir), typeof(DirectoryHooks)),
        new("readdir64_r", nameof(DirectoryHooks.ReadDirR), typeof(DirectoryHooks)),
        new("closedir", nameof(DirectoryHooks.CloseDir), typeof(DirectoryHooks)),
        new("sendfile64", nameof(CopyHooks.SendFile), typeof(CopyHooks)),
        new("sendfile", nameof(CopyHooks.SendFile), typeof(CopyHooks)),
        new("ioctl", nameof(CopyHooks.IoCtl), typeof(CopyHooks)),
        new("copy_file_range", nameof(CopyHooks.CopyFileRange), typeof(CopyHooks)),
        new("syscall", nameof(CopyHooks.SysCall), typeof(CopyHooks)) { LastProvenMajor = 10 },
        new("socket", nameof(SocketHooks.Socket), typeof(SocketHooks)),
        new("pipe2", nameof(SocketHooks.Pipe2), typeof(SocketHooks)),
        new("connect", nameof(SocketHooks.Connect), typeof(SocketHooks)),
        new("getsockopt", nameof(SocketHooks.GetSockOpt), typeof(SocketHooks)),
        new("accept4", nameof(SocketHooks.Accept4), typeof(SocketHooks)),
        new("accept", nameof(SocketHooks.Accept), typeof(SocketHooks)),
        new("send", nameof(SocketHooks.Send), typeof(SocketHooks)),
        new("sendmsg", nameof(SocketHooks.SendMsg), typeof(SocketHooks)),
        new("recv", nameof(SocketHooks.Recv), typeof(SocketHooks)),
        new("recvmsg", nameof(SocketHooks.RecvMsg), typeof(SocketHooks)),
    ];

    /// <summary>Symbols that carry I/O and are left alone, with the reason; part of what the probe tells about itself.</summary>
    public const string Excluded =
        "write: called in signal handlers and between vfork and exec; " +
        "fcntl, dup2: called between vfork and exec; " +
        "lseek64, flock, posix_fadvise64, statfs64: no wait for I/O; " +
        "poll, epoll_wait: waits for readiness, not I/O";

    /// <summary>Compiles the hooks and binds them to the slots that this library has.</summary>
    public static List<SlotPatch> Bind(nint image, List<MemoryMap> maps, out string hooked)
    {
        // Code compiled after its types are initialised needs no check for that on each call.
        foreach (var type in typeof(HookTable).Assembly.GetTypes())
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        var slots = ElfImage.ImportSlots(image);
        var patches = new List<SlotPatch>();
        var names = new List<string>();
        foreach (var hook in s_hooks)
        {
            if (Environment.Version.Major > hook.LastProvenMajor || !slots.TryGetValue(hook.Symbol, out var addresses))
                continue;
            var address = hook.Compile();
            foreach (var slot in addresses)
            {
                var patch = new SlotPatch(slot, address, readOnly: !maps.Exists(map => slot >= map.Start && slot < map.End && map.Writable));
                hook.SetOriginal(patch.Original);
                patches.Add(patch);
            }
            names.Add(hook.Symbol);
        }
        hooked = string.Join(' ', names);
        return patches;
    }

    private sealed record Hook(string Symbol, string Method, Type Type)
    {
        /// <summary>Newest runtime in whose sources and binary this symbol was shown to be safe.</summary>
        public int LastProvenMajor { get; init; } = int.MaxValue;

        /// <summary>Address to put into the slot. Compiled now: a first call may come from a thread that must not wait long.</summary>
        public nint Compile()
        {
            var handle = Type.GetMethod(Method, BindingFlags.Static | BindingFlags.Public)!.MethodHandle;
            RuntimeHelpers.PrepareMethod(handle);
            return handle.GetFunctionPointer();
        }

        public void SetOriginal(nint original) =>
            typeof(Originals).GetField(Method, BindingFlags.Static | BindingFlags.Public)!.SetValue(null, original);
    }
}
