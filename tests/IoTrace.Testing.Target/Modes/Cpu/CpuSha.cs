using System.Security.Cryptography;

namespace IoTrace.Testing.Target.Modes.Cpu;

/// <summary>Hashes one megabyte over and over: CPU in native code, called from managed code.</summary>
internal static class CpuSha
{
    public static void Start(Run run)
    {
        var data = new byte[1 << 20];
        var hash = new byte[SHA256.HashSizeInBytes];
        run.Ready();
        while (run.Goes)
        {
            SHA256.HashData(data, hash);
            run.Count();
        }
    }
}
