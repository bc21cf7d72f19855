using System.Diagnostics;
using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Probe.Tests;

/// <summary>A target that was started suspended: session first, then the probe, then the start, as a launch does it.</summary>
internal sealed class SuspendedTarget : IDisposable
{
    private readonly DiagnosticsClient _client;

    private SuspendedTarget(DiagnosticsClient client, ProbeSession session)
    {
        _client = client;
        Session = session;
    }

    public ProbeSession Session { get; }

    public static SuspendedTarget Attach(int processId)
    {
        var watch = Stopwatch.StartNew();
        while (Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{processId}-*-socket").Length == 0)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "no diagnostic port");
            Thread.Sleep(5);
        }
        var client = new DiagnosticsClient(processId);
        var session = ProbeSession.AttachBeforeStart(client, processId);
        return new SuspendedTarget(client, session);
    }

    public void Resume() => _client.ResumeRuntime();

    public void Dispose() => Session.Dispose();
}
