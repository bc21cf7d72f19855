using System.Runtime.InteropServices;

namespace IoTrace.Probe.Native;

/// <summary>System call numbers that differ between machines.</summary>
internal static class SystemCalls
{
    private static readonly bool s_isX64 = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    public static nint Gettid => s_isX64 ? 186 : 178;

    public static nint EventFd2 => s_isX64 ? 290 : 19;

    public static nint Close => s_isX64 ? 3 : 57;

    public static nint Tgkill => s_isX64 ? 234 : 131;

    public static nint CopyFileRange => s_isX64 ? 326 : 285;
}
