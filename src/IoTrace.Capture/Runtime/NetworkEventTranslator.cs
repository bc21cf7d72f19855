using IoTrace.Analysis.Observations;

using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace IoTrace.Capture.Runtime;

/// <summary>HTTP, DNS, TLS and connect operations of the target, and the requests it serves.</summary>
/// <remarks>Names and payloads: the EventSource classes of System.Net.* and Microsoft.AspNetCore.Hosting in their repositories.</remarks>
internal sealed class NetworkEventTranslator(DynamicTraceEventParser parser, EventClock clock, Action<Observation> emit)
{
    /// <summary>An end does not say whether it is one of https.</summary>
    private const string Http = "http";

    private readonly HashSet<Guid> failed = [];
    private readonly OpenOperations open = new();

    /// <summary>
    /// Threads on which a web request just ended with an exception that nothing in the application caught. The server tells that right
    /// before the request's stop, in one call (HostingApplication.DisposeContext); without activity ids, too.
    /// </summary>
    private readonly HashSet<int> threw = [];

    public void Subscribe()
    {
        On(Providers.Http, "Request/Start", OnHttpStart);
        On(Providers.Http, "RequestFailed", e => failed.Add(e.ActivityID));
        On(Providers.Http, "Request/Stop", e => Stop(e, Http));
        On(Providers.NameResolution, "Resolution/Start", e => Start(e, "dns", Text(e, "hostNameOrAddress"), null));
        On(Providers.NameResolution, "ResolutionFailed", e => failed.Add(e.ActivityID));
        On(Providers.NameResolution, "Resolution/Stop", e => Stop(e, "dns"));
        On(Providers.Security, "Handshake/Start", e => Start(e, "tls", Text(e, "targetHost"), null));
        On(Providers.Security, "HandshakeFailed", e => failed.Add(e.ActivityID));
        On(Providers.Security, "Handshake/Stop", e => Stop(e, "tls"));
        On(Providers.Sockets, "Connect/Start", OnConnectStart);
        On(Providers.Sockets, "ConnectFailed", e => failed.Add(e.ActivityID));
        On(Providers.Sockets, "Connect/Stop", e => Stop(e, "tcp"));
        On(Providers.Hosting, "Request/Start", e => emit(new RequestStarted(clock.Of(e), e.ActivityID)));
        On(Providers.Hosting, "UnhandledException", e => threw.Add(e.ThreadID));
        On(Providers.Hosting, "Request/Stop", e => emit(new RequestEnded(clock.Of(e), e.ActivityID, threw.Remove(e.ThreadID))));
    }

    private void On(string provider, string name, Action<TraceEvent> action) => parser.AddCallbackForProviderEvent(provider, name, action);

    private void OnHttpStart(TraceEvent e)
    {
        var scheme = Text(e, "scheme");
        Start(e, scheme.Length > 0 ? scheme : Http, Text(e, "host"), Number(e, "port"), kind: Http);
    }

    private void OnConnectStart(TraceEvent e)
    {
        var (host, port) = SocketAddressText.Parse(Text(e, "address"));
        Start(e, "tcp", host, port);
    }

    /// <param name="kind">What its end is told as, where that differs from the protocol.</param>
    private void Start(TraceEvent e, string protocol, string host, int? port, string? kind = null)
    {
        open.Begin(kind ?? protocol, e.ActivityID, e.ThreadID);
        emit(new NetworkStarted(clock.Of(e), e.ActivityID, protocol, host, port));
    }

    private void Stop(TraceEvent e, string protocol)
    {
        var status = Number(e, "statusCode");
        var ended = open.End(protocol, e.ActivityID, e.ThreadID);
        emit(new NetworkEnded(clock.Of(e), ended, protocol, failed.Remove(e.ActivityID) || status is >= 400 or -1));
    }

    private static string Text(TraceEvent e, string field) => e.PayloadByName(field) as string ?? "";

    private static int? Number(TraceEvent e, string field) => e.PayloadByName(field) is int number ? number : null;
}
