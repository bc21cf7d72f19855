using System.Runtime.InteropServices;

namespace IoTrace.Capture.Targets;

/// <summary>Operating system and architecture, as runtime identifiers name them.</summary>
internal static class RuntimePlatform
{
    public static string Name { get; } =
        $"{(OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "osx" : "win")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
}
