using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Capture.Probe;
using IoTrace.Capture.Runtime;

namespace IoTrace.Capture.Recording;

/// <summary>A recording made by iotrace, live or saved: all its streams as one, in the order of time.</summary>
internal sealed class IoTraceRecording : IRecordingSource, IDisposable
{
    private readonly RecordingFiles files;
    private readonly MethodMap methods = new();
    private readonly StackTable stacks;
    private bool methodsRead;

    public IoTraceRecording(RecordingFiles files, RecordingManifest manifest)
    {
        this.files = files;
        stacks = new StackTable(methods);
        Facts = manifest.ToFacts();
    }

    public RecordingFacts Facts { get; }

    public IEnumerable<Observation> Read()
    {
        if (!methodsRead)
        {
            // All that there are, before any address is named: the streams are read at the same time, and of precompiled code only its
            // neighbour tells where it ends. The rundown of methods compiled before we came stands at the end of the first burst.
            foreach (var name in (string[])[RecordingNames.Burst(1), RecordingNames.Runtime])
            {
                ReadMethods(name);
            }

            methodsRead = true;
        }

        return TimeOrder.Merge(ReadOs(), ReadRuntime(), ReadOperations(), ReadBursts(), ReadProbeFinal());
    }

    /// <summary>Its streams one by one, to find out which of them cannot be read.</summary>
    public IEnumerable<(string Name, IEnumerable<Observation> Observations)> Parts()
    {
        yield return (RecordingNames.OsSamples, ReadOs());
        yield return (RecordingNames.ProbeFinal, ReadProbeFinal());
        foreach (var name in files.Names.Where(name => name.EndsWith(RecordingNames.TraceEnd, StringComparison.Ordinal)))
        {
            yield return (name, Observations(name));
        }
    }

    public ImmutableArray<string> Frames(StackId stack) => stacks.Frames(stack);

    public void Dispose() => files.Dispose();

    private IEnumerable<Observation> Observations(string name)
    {
        ReadMethods(name);
        foreach (var observation in ReadTrace(name))
        {
            yield return observation;
        }
    }

    private void ReadMethods(string name)
    {
        if (files.Length(name) > 0)
        {
            NetTrace.ReadMethods(() => files.Open(name)!, methods);
        }
    }

    private IEnumerable<Observation> ReadOs() =>
        files.Open(RecordingNames.OsSamples) is { } stream ? Timely(OsSampleReader.Read(stream), RecordingNames.OsSamples) : [];

    private IEnumerable<Observation> ReadTrace(string name) => files.Length(name) == 0
        ? []
        : Timely(NetTrace.Read(() => files.Open(name)!, name, methods, stacks), name);

    private IEnumerable<Observation> ReadRuntime() => ReadTrace(RecordingNames.Runtime);

    private IEnumerable<Observation> Timely(IEnumerable<Observation> stream, string name) => Plausible.Times(stream, name, Facts);

    /// <summary>Requests are in the stream of runtime events alone: what other streams lose says nothing of them.</summary>
    private static Observation Apart(Observation observation) => observation is EventsDropped dropped ? dropped with { OfRequests = false } : observation;

    /// <summary>Where it stops short the stream of runtime events does too, which says so.</summary>
    private IEnumerable<Observation> ReadOperations() =>
        ReadTrace(RecordingNames.Operations).Where(o => o is OperationTimed or EventsDropped).Select(Apart);

    /// <summary>What the probe told when the target ended, and no session could take it any more.</summary>
    private IEnumerable<Observation> ReadProbeFinal() => files.Length(RecordingNames.ProbeFinal) == 0 || Facts.End is not { } end
        ? []
        : Timely(ReadProbeFinal(end), RecordingNames.ProbeFinal);

    private IEnumerable<Observation> ReadProbeFinal(Timestamp end)
    {
        using var reader = new StreamReader(files.Open(RecordingNames.ProbeFinal)!);
        foreach (var told in ProbeFinalFile.Read(reader))
        {
            foreach (var observation in ProbeTranslator.Translate(told, end, atEnd: true))
            {
                yield return observation;
            }
        }
    }

    private IEnumerable<Observation> ReadBursts()
    {
        for (var number = 1; files.Has(RecordingNames.Burst(number)); number++)
        {
            var last = (Timestamp?)null;
            foreach (var sample in ReadTrace(RecordingNames.Burst(number)).Where(o => o is StackSample or WorkQueued or WorkTaken or EventsDropped).Select(Apart))
            {
                last = sample.At;
                yield return sample;
            }

            if (last is { } end)
            {
                yield return new StackSamplingEnded(end);
            }
        }
    }
}
