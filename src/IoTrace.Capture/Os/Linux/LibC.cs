using System.Runtime.InteropServices;

namespace IoTrace.Capture.Os.Linux;

/// <summary>Every call into libc that this project makes.</summary>
internal static partial class LibC
{
    private const int ClockThreadCpuTime = 3;
    private const int ClockMonotonic = 1;
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;
    private const int StatxSize = 256;

    /// <summary>The effective user id of this process.</summary>
    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int fd);

    /// <summary>Opens a file for reading; negative errno on failure.</summary>
    public static int OpenForReading(string path)
    {
        var fd = Open(path, ReadOnly | CloseOnExec);
        return fd >= 0 ? fd : -Marshal.GetLastPInvokeError();
    }

    /// <summary>Reads from the start of a file that is kept open; negative errno on failure.</summary>
    public static unsafe int ReadFromStart(int fd, Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            var count = PRead(fd, pointer, (nuint)buffer.Length, 0);
            return count >= 0 ? (int)count : -Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Reads at an offset; negative errno on failure.</summary>
    public static unsafe int ReadAt(int fd, Span<byte> buffer, long offset)
    {
        fixed (byte* pointer = buffer)
        {
            var count = PRead(fd, pointer, (nuint)buffer.Length, offset);
            return count >= 0 ? (int)count : -Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>A socket to ask the kernel about sockets with (sock_diag(7)); negative errno on failure.</summary>
    public static int OpenSocketDiagnostics()
    {
        const int Netlink = 16;
        const int Raw = 3;
        const int SocketDiagnostics = 4;
        var fd = Socket(Netlink, Raw | CloseOnExec, SocketDiagnostics);
        return fd >= 0 ? fd : -Marshal.GetLastPInvokeError();
    }

    /// <summary>Sends a netlink request and reads the answer, which the kernel has ready by then; its length, or negative errno on failure.</summary>
    public static unsafe int Ask(int fd, ReadOnlySpan<byte> request, Span<byte> answer)
    {
        const int DoNotWait = 0x40;
        fixed (byte* asked = request, answered = answer)
        {
            var count = Send(fd, asked, (nuint)request.Length, 0);
            count = count < 0 ? count : Receive(fd, answered, (nuint)answer.Length, DoNotWait);
            return count >= 0 ? (int)count : -Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Where a symbolic link points; null when it cannot be read.</summary>
    public static unsafe string? ReadLink(string path)
    {
        Span<byte> buffer = stackalloc byte[4096];
        fixed (byte* pointer = buffer)
        {
            var count = ReadLink(path, pointer, (nuint)buffer.Length);
            return count > 0 ? System.Text.Encoding.UTF8.GetString(buffer[..(int)count]) : null;
        }
    }

    /// <summary>The user id that owns a file; null when there is none.</summary>
    public static uint? Owner(string path)
    {
        const uint UserId = 0x8;
        const int UserIdOffset = 20;
        return StatxField(path, UserId, UserIdOffset);
    }

    /// <summary>The number of links to a file, of a folder that of the folders in it and two more; null when there is none.</summary>
    public static uint? Links(string path)
    {
        const uint LinkCount = 0x4;
        const int LinkCountOffset = 16;
        return StatxField(path, LinkCount, LinkCountOffset);
    }

    /// <summary>What kind of file a path leads to.</summary>
    /// <param name="follow">Whether to tell of what a symbolic link points to, and not of the link.</param>
    public static FileType TypeOfFile(string path, bool follow = true)
    {
        const uint Type = 0x1;
        const int ModeOffset = 28;
        const uint TypeBits = 0xF000;
        return (FileType)((StatxField(path, Type, ModeOffset, follow) ?? 0) & TypeBits);
    }

    /// <summary>Owner, group and permission bits of a file or folder; null when there is none.</summary>
    public static (uint User, uint Group, uint Mode)? Ownership(string path)
    {
        const uint Mode = 0x2;
        const uint GroupId = 0x10;
        const int GroupIdOffset = 24;
        const int ModeOffset = 28;
        return Owner(path) is { } user && StatxField(path, GroupId, GroupIdOffset) is { } group && StatxField(path, Mode, ModeOffset) is { } mode
            ? (user, group, mode & 0xFFF)
            : null;
    }

    /// <summary>Whether an access list adds to the permission bits of a file or folder.</summary>
    public static unsafe bool HasAccessList(string path) => GetExtendedAttribute(path, "system.posix_acl_access", null, 0) > 0;

    private static unsafe uint? StatxField(string path, uint mask, int offset, bool follow = false)
    {
        const int CurrentFolder = -100;
        const int LinkItself = 0x100;
        const int DoNotSync = 0x4000;
        var buffer = stackalloc byte[StatxSize];
        // As it is known here: a server is not asked.
        return Statx(CurrentFolder, path, follow ? DoNotSync : LinkItself, mask, buffer) == 0 ? *(uint*)(buffer + offset) : null;
    }

    /// <summary>The name of a user; the number itself when it has none.</summary>
    public static unsafe string UserName(uint uid)
    {
        const int Large = 16384;
        var buffer = stackalloc byte[Large];
        Passwd entry;
        Passwd* result;
        return GetPasswd(uid, &entry, buffer, Large, &result) == 0 && result is not null
            ? Marshal.PtrToStringUTF8((nint)result->Name) ?? uid.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : uid.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Whether this process is in the foreground of the terminal on its standard input.</summary>
    public static bool InTerminalForeground() => TerminalForegroundGroup(0) is var group && group > 0 && group == ProcessGroup();

    /// <summary>CLOCK_MONOTONIC in nanoseconds: the clock of EventPipe's timestamps too.</summary>
    public static long MonotonicNow() => Clock(ClockMonotonic);

    /// <summary>Processor time of the calling thread in nanoseconds.</summary>
    public static long ThreadCpuTime() => Clock(ClockThreadCpuTime);

    /// <summary>
    /// Processor time of a process in nanoseconds, its ended threads included; null when it is gone. Any process may be asked. The
    /// clock's id is made as in the kernel's posix-timers_types.h.
    /// </summary>
    public static unsafe long? ProcessCpuTime(int pid)
    {
        const int ScheduledTime = 2;
        Timespec time;
        return ClockGetTime((~pid << 3) | ScheduledTime, &time) == 0 ? Nanoseconds(time) : null;
    }

    private static unsafe long Clock(int id)
    {
        Timespec time;
        _ = ClockGetTime(id, &time);
        return Nanoseconds(time);
    }

    private static long Nanoseconds(in Timespec time) => ((long)time.Seconds * 1_000_000_000) + time.Nanoseconds;

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    // Alike in glibc and musl on 64-bit machines for the one field that is read.
    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Passwd
    {
        public byte* Name;
        public byte* Password;
        public uint User;
        public uint Group;
        public byte* Info;
        public byte* Home;
        public byte* Shell;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int folder, string path, int flags, uint mask, byte* buffer);

    [LibraryImport("libc", EntryPoint = "getxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint GetExtendedAttribute(string path, string name, byte* value, nuint size);

    [LibraryImport("libc", EntryPoint = "getpwuid_r")]
    private static unsafe partial int GetPasswd(uint uid, Passwd* entry, byte* buffer, nuint size, Passwd** result);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int TerminalForegroundGroup(int fd);

    /// <summary>Moves the calling thread into a namespace; the errno, 0 on success.</summary>
    public static int EnterNamespace(int fd) => SetNamespace(fd, 0) == 0 ? 0 : Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int fd, int type);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int ProcessGroup();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static unsafe partial nint Send(int fd, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static unsafe partial nint Receive(int fd, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    private static unsafe partial nint PRead(int fd, byte* buffer, nuint count, long offset);

    [LibraryImport("libc", EntryPoint = "readlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint ReadLink(string path, byte* buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static unsafe partial int ClockGetTime(int id, Timespec* time);
}
