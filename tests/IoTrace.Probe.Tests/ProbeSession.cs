using IoTrace.Capture.Probe;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace IoTrace.Probe.Tests;

/// <summary>The probe in a target and a session that listens to it, collecting every event.</summary>
internal sealed class ProbeSession : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly DiagnosticsClient _client;
    private readonly EventPipeSession _session;
    private readonly Thread _reader;
    private readonly List<ProbeEvent> _events = [];
    private readonly ManualResetEventSlim _hello = new();
    private readonly ProbeFinalFile _finalFile;
    private bool _stopped;

    private ProbeSession(DiagnosticsClient client, EventPipeSession session, ProbeFinalFile finalFile)
    {
        _client = client;
        _session = session;
        _finalFile = finalFile;
        _reader = new Thread(Read) { IsBackground = true };
        _reader.Start();
    }

    public TimeSpan LoadTime { get; private init; }

    public ProbeHello Hello
    {
        get
        {
            if (!_hello.Wait(s_patience))
                throw new TimeoutException("the probe did not say hello");
            return Snapshot().OfType<ProbeHello>().First();
        }
    }

    public static ProbeSession Attach(int processId, ProbeOptions? options = null)
    {
        var attached = AttachToAny(processId, options);
        Assert.True(attached.Hello.IsActive, attached.Hello.Reason);
        return attached;
    }

    /// <summary>Also where the probe refuses to work.</summary>
    public static ProbeSession AttachToAny(int processId, ProbeOptions? options = null)
    {
        var client = new DiagnosticsClient(processId);
        var result = ProbeLoader.LoadAsync(client, processId, null, s_patience, CancellationToken.None).GetAwaiter().GetResult();
        var loaded = Assert.IsType<ProbeLoadResult.Loaded>(result);
        var finalFile = new ProbeFinalFile(Path.GetTempFileName());
        options ??= new ProbeOptions { Period = TimeSpan.FromMilliseconds(200) };
        var provider = ProbeProvider.Create(options with { FinalFile = finalFile.Path });
        var session = client.StartEventPipeSession([provider], requestRundown: false);
        return new ProbeSession(client, session, finalFile) { LoadTime = loaded.Elapsed };
    }

    /// <summary>For a target that is suspended at its start: it says hello only once it has been resumed.</summary>
    public static ProbeSession AttachBeforeStart(DiagnosticsClient client, int processId)
    {
        var finalFile = new ProbeFinalFile(Path.GetTempFileName());
        var session = client.StartEventPipeSession([ProbeProvider.Create(new ProbeOptions { FinalFile = finalFile.Path })], requestRundown: false);
        var result = ProbeLoader.LoadAsync(client, processId, null, s_patience, CancellationToken.None).GetAwaiter().GetResult();
        Assert.IsType<ProbeLoadResult.Loaded>(result);
        return new ProbeSession(client, session, finalFile);
    }

    /// <summary>Flushes, ends the session, and returns everything it brought.</summary>
    public IReadOnlyList<ProbeEvent> Stop()
    {
        _finalFile.Dispose();
        ProbeLoader.FlushAsync(_client, s_patience, CancellationToken.None).GetAwaiter().GetResult();
        Assert.True(_session.StopAsync(CancellationToken.None).Wait(s_patience), "the session did not stop");
        return Finish();
    }

    /// <summary>Waits for the end of the stream of a target that has ended.</summary>
    public IReadOnlyList<ProbeEvent> Finish()
    {
        _stopped = true;
        Assert.True(_reader.Join(s_patience), "the stream did not end");
        // The file tells the last flushes again; which of them came whole, their marks show.
        var streamed = Snapshot();
        var complete = streamed.OfType<ProbeFlush>().Select(flush => flush.Sequence).DefaultIfEmpty(long.MinValue).Max();
        return
        [
            .. streamed.Where(probeEvent => probeEvent is not ProbeAggregate sum || sum.Sequence <= complete),
            .. ReadFinal().Where(probeEvent => probeEvent is not ProbeAggregate sum || sum.Sequence > complete),
        ];
    }

    /// <summary>What the target told in its file of the end.</summary>
    public IReadOnlyList<ProbeEvent> ReadFinal()
    {
        if (!File.Exists(_finalFile.Path))
            return [];
        using var last = File.OpenText(_finalFile.Path);
        return [.. ProbeFinalFile.Read(last)];
    }

    /// <summary>Goes away without a word, as a tool that is killed does.</summary>
    public void Vanish()
    {
        _stopped = true;
        _session.Dispose();
    }

    public IReadOnlyList<ProbeEvent> Snapshot()
    {
        lock (_events)
            return [.. _events];
    }

    public void Dispose()
    {
        if (!_stopped)
            _session.Dispose();
        _hello.Dispose();
        _finalFile.Dispose();
    }

    private void Read()
    {
        try
        {
            using var source = new EventPipeEventSource(_session.EventStream);
            source.Dynamic.All += traceEvent =>
            {
                if (ProbeEventReader.TryRead(traceEvent) is not { } read)
                    return;
                lock (_events)
                    _events.Add(read);
                if (read is ProbeHello)
                    _hello.Set();
            };
            source.Process();
        }
        catch (Exception failure) when (failure is IOException or FormatException or ObjectDisposedException or EndOfStreamException)
        {
            // A target that is killed cuts its stream; what came before counts.
        }
    }
}
