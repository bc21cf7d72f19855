namespace IoTrace.Capture.Os.Linux;

/// <summary>The network of a process, which may be another one than ours.</summary>
internal static class NetworkNamespace
{
    /// <summary>A socket to ask the kernel about the sockets of its network; negative errno on failure. Only root may enter another one.</summary>
    public static int OpenSocketDiagnostics(int pid)
    {
        if (LibC.ReadLink(ProcPath.Namespace(pid, "net")) == LibC.ReadLink(ProcPath.Namespace(Environment.ProcessId, "net")))
        {
            return LibC.OpenSocketDiagnostics();
        }

        // A thread is in a namespace of its own, and this one ends with it. The socket stays where it was made.
        var fd = -1;
        var visitor = new Thread(() => fd = OpenWithin(pid)) { Name = "iotrace network" };
        visitor.Start();
        visitor.Join();
        return fd;
    }

    private static int OpenWithin(int pid)
    {
        using var network = ProcFile.TryOpen(ProcPath.Namespace(pid, "net"), out var errno);
        return network is null ? -errno
            : network.Enter() is var error and not 0 ? -error
            : LibC.OpenSocketDiagnostics();
    }
}
