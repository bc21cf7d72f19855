using IoTrace.Analysis.Observations;
using IoTrace.Capture.Runtime;

using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace IoTrace.Capture.Recording;

/// <summary>Reads one EventPipe stream (<c>.nettrace</c>).</summary>
internal static class NetTrace
{
    /// <summary>
    /// Its observations in the order of time. A stream that stops short, as when the target was killed, or is damaged, ends with
    /// <see cref="StreamTruncated"/>: EventsLost does not count what a truncation took. No content of a stream makes it throw.
    /// </summary>
    public static IEnumerable<Observation> Read(Func<Stream> open, string name, MethodMap methods, StackTable stacks) =>
        PushToPull.Run(emit =>
        {
            var last = default(Timestamp);
            var losses = new LossNotices();
            RuntimeEventTranslator? translator = null;
            void Emit(Observation observation)
            {
                last = observation.At;
                Tell(losses.Take(last));
                emit(observation);
            }

            void Tell(EventsDropped? told)
            {
                if (told is not null)
                {
                    emit(told);
                }
            }

            // Between two events, so that the translator forgets what is told to be forgotten before the one that comes next.
            void Passed(long lost, bool atEnd)
            {
                if (atEnd ? losses.Found(lost, last) : losses.Delivered(lost, last))
                {
                    translator?.ForgetOpen();
                }
            }

            Process(
                open, source => translator = new RuntimeEventTranslator(source, methods, stacks, new EventClock(), Emit), Passed, out var fault);
            Tell(losses.Take(last));
            Tell(losses.Rest(last));
            if (fault is not null)
            {
                Emit(new StreamTruncated(last, name));
            }
        });

    /// <summary>Collects the methods that a stream tells of, from live events and from the rundown at its end.</summary>
    public static void ReadMethods(Func<Stream> open, MethodMap methods) => DeepThread.Run(() => Process(
        open,
        source =>
        {
            source.Clr.MethodLoadVerbose += e => methods.Add(e.MethodStartAddress, e.MethodSize, e.MethodNamespace, e.MethodName, e.MethodSignature);
            source.Clr.MethodR2RGetEntryPoint += e => methods.AddPrecompiled((ulong)e.EntryPoint, e.MethodNamespace, e.MethodName, e.MethodSignature);
            var rundown = new ClrRundownTraceEventParser(source);
            rundown.MethodDCStopVerbose += e => methods.Add(e.MethodStartAddress, e.MethodSize, e.MethodNamespace, e.MethodName, e.MethodSignature);
            rundown.MethodDCStartVerbose += e => methods.Add(e.MethodStartAddress, e.MethodSize, e.MethodNamespace, e.MethodName, e.MethodSignature);
        },
        (_, _) => { },
        out _));

    /// <summary>What the stream's header says: time, processors, process id.</summary>
    /// <exception cref="InvalidDataException">There is no whole header.</exception>
    public static NetTraceHeader ReadHeader(Func<Stream> open)
    {
        NetTraceHeader? header = null;
        var fault = default(string);
        DeepThread.Run(() => Process(
            open,
            source => source.AllEvents += e =>
            {
                if (header is null)
                {
                    header = HeaderOf(source, e);
                    source.StopProcessing();
                }
            },
            (_, _) => { },
            out fault,
            source => header ??= source.NumberOfProcessors > 0 ? HeaderOf(source, first: null) : null));
        return header ?? throw new InvalidDataException(fault ?? "it ends within its header");
    }

    private static NetTraceHeader HeaderOf(EventPipeEventSource source, TraceEvent? first)
    {
        var pid = source.HeaderKeyValuePairs.TryGetValue("ProcessId", out var text) && int.TryParse(text, out var id) ? id : (int?)null;
        return new NetTraceHeader(
            first is null ? default : new DateTimeOffset(source.SessionStartTime.ToUniversalTime()), source.NumberOfProcessors, first?.ProcessID is > 0 and var told ? told : pid);
    }

    /// <param name="passed">Called after each event, and at the end, with the number of events found to be dropped since it was called before.</param>
    /// <param name="fault">Why the stream was not read to its end; null when it was.</param>
    /// <param name="ended">Called at the end, however it came.</param>
    private static void Process(
        Func<Stream> open, Action<EventPipeEventSource> subscribe, Action<long, bool> passed, out string? fault, Action<EventPipeEventSource>? ended = null)
    {
        using var gate = new NetTraceGate(open());
        using var source = new EventPipeEventSource(gate);
        subscribe(source);
        var losses = new LostEvents();
        source.AllEvents += _ => passed(losses.Take(source.EventsLost), false);
        try
        {
            source.Process();
            fault = gate.Fault;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The parser delivers what came before and then throws whatever the bytes lead to.
            fault = gate.Fault ?? e.Message;
        }

        ended?.Invoke(source);
        passed(losses.Take(source.EventsLost), true);
    }
}

/// <summary>The header of a <c>.nettrace</c>.</summary>
internal sealed record NetTraceHeader(DateTimeOffset StartUtc, int Processors, int? Pid);
