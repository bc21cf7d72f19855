using Microsoft.Win32.SafeHandles;

namespace IoTrace.Capture.Os.Linux;

/// <summary>Every procfs path this project reads.</summary>
internal static class ProcPath
{
    public const string Root = "/proc";

    /// <summary>Which namespace of process ids this process is in.</summary>
    public const string ProcessNamespace = "/proc/self/ns/pid";

    public const string MachineStat = "/proc/stat";

    /// <summary>Seconds since boot.</summary>
    public const string Uptime = "/proc/uptime";

    public const string ClientPorts = "/proc/sys/net/ipv4/ip_local_port_range";

    public static string Process(int pid) => $"/proc/{pid}";

    public static string Tasks(int pid) => $"/proc/{pid}/task";

    public static string ThreadSchedstat(int pid, int tid) => $"/proc/{pid}/task/{tid}/schedstat";

    public static string ThreadSyscall(int pid, int tid) => $"/proc/{pid}/task/{tid}/syscall";

    public static string ThreadStat(int pid, int tid) => $"/proc/{pid}/task/{tid}/stat";

    /// <summary>The function of the kernel that a blocked thread waits in.</summary>
    public static string ThreadWaitChannel(int pid, int tid) => $"/proc/{pid}/task/{tid}/wchan";

    public static string ThreadStatus(int pid, int tid) => $"/proc/{pid}/task/{tid}/status";

    public static string ThreadComm(int pid, int tid) => $"/proc/{pid}/task/{tid}/comm";

    public static string Children(int pid, int tid) => $"/proc/{pid}/task/{tid}/children";

    public static string Stat(int pid) => $"/proc/{pid}/stat";

    public static string Status(int pid) => $"/proc/{pid}/status";

    public static string Io(int pid) => $"/proc/{pid}/io";

    public static string Environ(int pid) => $"/proc/{pid}/environ";

    public static string CommandLine(int pid) => $"/proc/{pid}/cmdline";

    public static string Executable(int pid) => $"/proc/{pid}/exe";

    public static string Maps(int pid) => $"/proc/{pid}/maps";

    public static string ControlGroups(int pid) => $"/proc/{pid}/cgroup";

    public static string Limits(int pid) => $"/proc/{pid}/limits";

    /// <summary>The label that the security module of the kernel confines it by.</summary>
    public static string SecurityLabel(int pid) => $"/proc/{pid}/attr/current";

    public static string Namespace(int pid, string kind) => $"/proc/{pid}/ns/{kind}";

    public static string UserMap(int pid) => $"/proc/{pid}/uid_map";

    public static string RootDirectory(int pid) => $"/proc/{pid}/root";

    public static string Descriptor(int pid, int fd) => $"/proc/{pid}/fd/{fd}";

    /// <summary>Leads to what a handle of this process stands for.</summary>
    public static string OwnDescriptor(SafeFileHandle handle) => $"/proc/self/fd/{handle.DangerousGetHandle()}";

    public static string Descriptors(int pid) => $"/proc/{pid}/fd";

    public static string DescriptorInfo(int pid, int fd) => $"/proc/{pid}/fdinfo/{fd}";

    public static string Mounts(int pid) => $"/proc/{pid}/mountinfo";

    public static string Memory(int pid) => $"/proc/{pid}/mem";

    public static string Sockets(int pid, string family) => $"/proc/{pid}/net/{family}";

    /// <summary>The processors that can be scheduled on, as a list of ranges.</summary>
    public const string ProcessorsOnline = "/sys/devices/system/cpu/online";

    public const string PtraceScope = "/proc/sys/kernel/yama/ptrace_scope";
}
