using System.Runtime.InteropServices;

using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>How to read a system call's arguments; each argument is given by its position from 0.</summary>
/// <param name="Kind">Its family.</param>
/// <param name="Descriptor">The descriptor it works on.</param>
/// <param name="Path">The address of the path it works on.</param>
/// <param name="TimeLimit">The time limit: a pointer that is 0, or a number that is -1, for "for ever".</param>
/// <param name="Target">The descriptor it writes to, of a call that reads the other one by itself.</param>
internal readonly record struct SystemCall(SystemCallKind Kind, int? Descriptor = null, int? Path = null, int? TimeLimit = null, int? Target = null);

/// <summary>What a system call number means on this machine.</summary>
/// <remarks>Numbers from the kernel's arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.</remarks>
internal static class SystemCalls
{
    private static readonly Dictionary<int, SystemCall> Table =
        RuntimeInformation.OSArchitecture == Architecture.Arm64 ? Arm64() : X64();

    /// <summary>The meaning of a number; <see cref="SystemCallKind.Other"/> when it is not one that matters here.</summary>
    public static SystemCall Find(int number) =>
        Table.TryGetValue(number, out var call) ? call : new SystemCall(SystemCallKind.Other);

    private static Dictionary<int, SystemCall> X64() => Build(
        (new(SystemCallKind.Read, Descriptor: 0), [0, 17, 19, 295, 327, 187]),
        (new(SystemCallKind.Read, Descriptor: 0, Target: 2), [326]),
        (new(SystemCallKind.Read, Descriptor: 1, Target: 0), [40]),
        (new(SystemCallKind.Write, Descriptor: 0), [1, 18, 20, 296, 328, 285, 77]),
        (new(SystemCallKind.Sync, Descriptor: 0), [74, 75, 277, 306]),
        (new(SystemCallKind.Sync), [26, 162]),
        (new(SystemCallKind.Metadata, Descriptor: 0), [3, 5, 72, 73, 78, 91, 93, 138, 217]),
        (new(SystemCallKind.Metadata, Path: 0), [2, 4, 6, 21, 76, 82, 83, 84, 85, 86, 87, 88, 89, 90, 92, 94, 137]),
        (new(SystemCallKind.Metadata, Path: 2), [266]),
        (new(SystemCallKind.Metadata, Path: 1), [257, 258, 260, 262, 263, 264, 265, 267, 268, 269, 280, 316, 332, 437, 439]),
        (new(SystemCallKind.Receive, Descriptor: 0), [45, 47, 299]),
        (new(SystemCallKind.Send, Descriptor: 0), [44, 46, 307]),
        (new(SystemCallKind.Connect, Descriptor: 0), [42]),
        (new(SystemCallKind.Accept, Descriptor: 0), [43, 288]),
        (new(SystemCallKind.Poll, TimeLimit: 2), [7, 271]),
        (new(SystemCallKind.Poll, TimeLimit: 4), [23, 270]),
        (new(SystemCallKind.EpollWait, Descriptor: 0, TimeLimit: 3), [232, 281, 441]),
        (new(SystemCallKind.Futex, TimeLimit: 3), [202]),
        (new(SystemCallKind.Sleep), [35, 230]),
        (new(SystemCallKind.WaitChild), [61, 247]));

    private static Dictionary<int, SystemCall> Arm64() => Build(
        (new(SystemCallKind.Read, Descriptor: 0), [63, 65, 67, 69, 213, 286]),
        (new(SystemCallKind.Read, Descriptor: 0, Target: 2), [285]),
        (new(SystemCallKind.Read, Descriptor: 1, Target: 0), [71]),
        (new(SystemCallKind.Write, Descriptor: 0), [46, 47, 64, 66, 68, 70, 287]),
        (new(SystemCallKind.Sync, Descriptor: 0), [82, 83, 84, 267]),
        (new(SystemCallKind.Sync), [81, 227]),
        (new(SystemCallKind.Metadata, Descriptor: 0), [25, 32, 44, 50, 52, 55, 57, 61, 80]),
        (new(SystemCallKind.Metadata, Path: 0), [43, 45, 49]),
        (new(SystemCallKind.Metadata, Path: 2), [36]),
        (new(SystemCallKind.Metadata, Path: 1), [33, 34, 35, 37, 38, 48, 53, 54, 56, 78, 79, 88, 276, 291, 437, 439]),
        (new(SystemCallKind.Receive, Descriptor: 0), [207, 212, 243]),
        (new(SystemCallKind.Send, Descriptor: 0), [206, 211, 269]),
        (new(SystemCallKind.Connect, Descriptor: 0), [203]),
        (new(SystemCallKind.Accept, Descriptor: 0), [202, 242]),
        (new(SystemCallKind.Poll, TimeLimit: 2), [73]),
        (new(SystemCallKind.Poll, TimeLimit: 4), [72]),
        (new(SystemCallKind.EpollWait, Descriptor: 0, TimeLimit: 3), [22, 441]),
        (new(SystemCallKind.Futex, TimeLimit: 3), [98]),
        (new(SystemCallKind.Sleep), [101, 115]),
        (new(SystemCallKind.WaitChild), [95, 260]));

    private static Dictionary<int, SystemCall> Build(params (SystemCall Call, int[] Numbers)[] rows) =>
        rows.SelectMany(row => row.Numbers, (row, number) => (number, row.Call)).ToDictionary(x => x.number, x => x.Call);
}
