using System.Globalization;
using System.Runtime.InteropServices;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Lets the kernel refuse that the import slots of libSystem.Native.so become writable, as a hardened program may.</summary>
internal static unsafe partial class Guarded
{
    private const ushort Load = 0x20;
    private const ushort IsEqual = 0x15;
    private const ushort IsAtLeast = 0x35;
    private const ushort Return = 0x06;

    public static int Run(string[] arguments)
    {
        var range = File.ReadLines("/proc/self/maps").First(IsSlots).Split(' ')[0].Split('-').Select(text => ulong.Parse(text, NumberStyles.HexNumber)).ToArray();
        Refuse(range[0], range[1]);
        return Handshake.Wait();
    }

    /// <summary>The read-only part of the library behind its code.</summary>
    private static bool IsSlots(string line)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return line.EndsWith("/libSystem.Native.so", StringComparison.Ordinal) && fields[1] == "r--p" && fields[2] != "00000000";
    }

    private static void Refuse(ulong start, ulong end)
    {
        const int noNewPrivileges = 38;
        const int seccomp = 317;
        const int filterMode = 1;
        const int allThreads = 1;
        const uint mprotect = 10;
        const uint notPermitted = 0x00050001;
        const uint allow = 0x7FFF0000;
        // Offsets in seccomp_data: the call's number 0, the low half of its first argument 16, the high half 20.
        Rule[] rules =
        [
            new(Load, 0, 0, 0), new(IsEqual, 0, 6, mprotect),
            new(Load, 0, 0, 20), new(IsEqual, 0, 4, (uint)(start >> 32)),
            new(Load, 0, 0, 16), new(IsAtLeast, 0, 2, (uint)start), new(IsAtLeast, 1, 0, (uint)end),
            new(Return, 0, 0, notPermitted), new(Return, 0, 0, allow),
        ];
        fixed (Rule* first = rules)
        {
            var program = new Filter { Length = (ushort)rules.Length, Rules = first };
            if (prctl(noNewPrivileges, 1, 0, 0, 0) != 0 || syscall(seccomp, filterMode, allThreads, &program) != 0)
                throw new InvalidOperationException($"no filter: errno {Marshal.GetLastSystemError()}");
        }
    }

    [LibraryImport("libc")]
    private static partial int prctl(int option, nint a, nint b, nint c, nint d);

    [LibraryImport("libc")]
    private static partial nint syscall(nint number, nint operation, nint flags, Filter* filter);

    private readonly record struct Rule(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    [StructLayout(LayoutKind.Sequential)]
    private struct Filter
    {
        public ushort Length;
        public Rule* Rules;
    }
}
