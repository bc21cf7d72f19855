using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Waits;

/// <summary>Facts of the whole recording that several wait sources go by, from the first reading.</summary>
internal sealed class WaitFacts
{
    private readonly RequestsInFlight served = new();
    private readonly List<(Timestamp From, Timestamp To)> serving = [];
    private readonly List<(Timestamp From, Timestamp To)> answered = [];
    private readonly HashSet<int> httpPorts = [];
    private readonly HashSet<string> probed = [];
    private Timestamp? servingSince;

    /// <summary>Children and connections.</summary>
    public Surroundings Around { get; } = new();

    /// <summary>Since when the probe tells of operations; null without it.</summary>
    public Timestamp? ProbeSince { get; private set; }

    /// <summary>Whether the process answered requests: what it does between them, it does for nobody.</summary>
    public bool Serves { get; private set; }

    /// <summary>Whether the runtime told of HTTP requests that the process made: then it tells of each.</summary>
    public bool KnowsRequestsMade => httpPorts.Count > 0;

    /// <summary>Ports that the process made HTTP requests to.</summary>
    public IReadOnlySet<int> HttpPorts => httpPorts;

    /// <summary>Endpoints that the probe named.</summary>
    public IReadOnlySet<string> ProbedEndpoints => probed;

    /// <summary>Whether the recording begins with the process.</summary>
    public bool FromBirth { get; private set; }

    /// <summary>The first and the last look at the threads; null where there was none.</summary>
    public (Timestamp First, Timestamp Last)? Looked { get; private set; }

    /// <summary>Whether the probe was there from the start: then it tells of all that .NET's own library awaits.</summary>
    public bool ProbeTellsAll => FromBirth && ProbeSince is not null;

    public void Learn(Observation observation)
    {
        Around.Learn(observation);
        LearnServed(observation);
        switch (observation)
        {
            case ProbeActive probe:
                ProbeSince ??= probe.At;
                break;
            case NetworkStarted { Protocol: "http" or "https" } request:
                httpPorts.Add(request.Port ?? 0);
                break;
            case OperationsCounted { Kind: ResourceKind.Socket } counted:
                probed.Add(counted.Name);
                break;
        }
    }

    /// <summary>All was learnt.</summary>
    public void EndLearning(bool fromBirth, (Timestamp First, Timestamp Last)? looked)
    {
        (FromBirth, Looked) = (fromBirth, looked);
        CloseServing(new Timestamp(long.MaxValue));
    }

    /// <summary>Whether requests are under way that the process serves.</summary>
    public bool IsServing(Timestamp now) => Spans.Cover(serving, now);

    /// <summary>
    /// Whether one of them is answered within the recording: the process does something for it, or waits for something. One that is never answered
    /// may be a client that only listens, as on a WebSocket.
    /// </summary>
    public bool IsAnswering(Timestamp now) => Spans.Cover(answered, now);

    /// <summary>Whether something else tells of what is awaited from an endpoint: the runtime of HTTP requests, the probe of what it has named.</summary>
    public bool IsTold(string endpoint) =>
        (HostAndPort.Parse(endpoint).Port is { } port && httpPorts.Contains(port)) || (ProbeTellsAll && probed.Contains(endpoint));

    private void LearnServed(Observation observation)
    {
        var took = served.Take(observation);
        if (took is { } length)
        {
            Spans.Join(answered, new Timestamp(observation.At.Nanoseconds - length.Nanoseconds), observation.At);
        }

        Serves |= observation is RequestStarted;
        if (served.Count > 0)
        {
            servingSince ??= observation.At;
        }
        else
        {
            CloseServing(observation.At);
        }
    }

    private void CloseServing(Timestamp at)
    {
        if (servingSince is { } from)
        {
            Spans.Join(serving, from, at);
            servingSince = null;
        }
    }
}
