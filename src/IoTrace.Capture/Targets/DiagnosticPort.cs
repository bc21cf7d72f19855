using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Capture.Targets;

/// <summary>The way to a runtime's diagnostic commands.</summary>
internal static class DiagnosticPort
{
    /// <summary>
    /// A client for the process. The library looks for the socket in this process's own temporary folder; for a target that has
    /// another one or another root, or whose id others have used too, it is told the path.
    /// </summary>
    public static async Task<DiagnosticsClient> ConnectAsync(int pid, CancellationToken cancel)
    {
        if (DiagnosticSocket.Find(pid).Address is not { } path)
        {
            return new DiagnosticsClient(pid);
        }

        // For a port to connect to, the connector holds nothing that would have to be given back.
        var connector = await DiagnosticsClientConnector.FromDiagnosticPort($"{path},connect", cancel).ConfigureAwait(false);
        return connector.Instance;
    }
}
