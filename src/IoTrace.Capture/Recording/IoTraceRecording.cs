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
                if (files.Length(name) > 0)
                {
                    NetTrace.ReadMethods(() => files.Open(name)!, methods);
                }
            }

            methodsRead = true;
        }

        return TimeOrder.Merge(ReadOs(), ReadRuntime(), ReadOperations(), ReadBursts(), ReadProbeFinal());
    }

    public ImmutableArray<string> Frames(StackId stack) => stacks.Frames(stack);

    public void Dispose() => files.Dispose();

    private IEnumerable<Observation> ReadOs() => files.Open(RecordingNames.OsSamples) is { } stream ? OsSampleReader.Read(stream) : [];

    private IEnumerable<Observation> ReadRuntime() => files.Length(RecordingNames.Runtime) == 0
        ? []
        : NetTrace.Read(() => files.Open(RecordingNames.Runtime)!, RecordingNames.Runtime, methods, stacks);

    /// <summary>Requests are in the stream of runtime events alone: what other streams lose says nothing of them.</summary>
    private static Observation Apart(Observation observation) => observation is EventsDropped dropped ? dropped with { OfRequests = false } : observation;

    /// <summary>Where it stops short the stream of runtime events does too, which says so.</summary>
    private IEnumerable<Observation> ReadOperations() => files.Length(RecordingNames.Operations) == 0
        ? []
        : NetTrace.Read(() => files.Open(RecordingNames.Operations)!, RecordingNames.Operations, methods, stacks).Where(o => o is OperationTimed or EventsDropped).Select(Apart);

    /// <summary>What the probe told when the target ended, and no session could take it any more.</summary>
    private IEnumerable<Observation> ReadProbeFinal()
    {
        if (files.Length(RecordingNames.ProbeFinal) == 0 || Facts.End is not { } end)
        {
            yield break;
        }

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
        for (var number = 1; files.Length(RecordingNames.Burst(number)) is var length; number++)
        {
            if (length == 0)
            {
                // A burst that met the target's end is empty, and the last.
                yield break;
            }

            var name = RecordingNames.Burst(number);
            var samples = NetTrace.Read(() => files.Open(name)!, name, methods, stacks).Where(o => o is StackSample or WorkQueued or WorkTaken or EventsDropped).Select(Apart).ToList();
            if (samples.Count == 0)
            {
                continue;
            }

            foreach (var sample in samples)
            {
                yield return sample;
            }

            yield return new StackSamplingEnded(samples[^1].At);
        }
    }
}
