namespace IoTrace.Workloads.Network;

/// <summary>A client for <see cref="LoopbackServer"/>: past any proxy that the environment names, and patient, for the server may be told to be slow.</summary>
internal static class LoopbackClient
{
    public static HttpClient Create() => new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
}
