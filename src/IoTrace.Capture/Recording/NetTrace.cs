using IoTrace.Analysis.Observations;
using IoTrace.Capture.Runtime;

using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace IoTrace.Capture.Recording;

/// <summary>Reads one EventPipe stream (<c>.nettrace</c>).</summary>
internal static class NetTrace
{
    /// <summary>
    /// Its observations in the order of time. A stream that stops short, as when the target was killed, ends with
    /// <see cref="StreamTruncated"/>: EventsLost does not count what a truncation took.
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
                open, source => translator = new RuntimeEventTranslator(source, methods, stacks, new EventClock(), Emit), Passed, out var truncated);
            Tell(losses.Take(last));
            Tell(losses.Rest(last));
            if (truncated)
            {
                Emit(new StreamTruncated(last, name));
            }
        });

    /// <summary>Collects the methods that a stream tells of, from live events and from the rundown at its end.</summary>
    public static void ReadMethods(Func<Stream> open, MethodMap methods) => Process(
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
        out _);

    /// <summary>What the stream's header says: time, processors, process id.</summary>
    /// <exception cref="InvalidDataException">There is no whole header.</exception>
    public static NetTraceHeader ReadHeader(Func<Stream> open)
    {
        using var stream = open();
        using var source = new EventPipeEventSource(stream);
        var pid = source.HeaderKeyValuePairs.TryGetValue("ProcessId", out var text) && int.TryParse(text, out var id) ? id : (int?)null;
        var first = default(TraceEvent);
        var header = new NetTraceHeader(default, source.NumberOfProcessors, pid);
        source.AllEvents += e =>
        {
            if (first is null)
            {
                first = e;
                header = new NetTraceHeader(
                    new DateTimeOffset(source.SessionStartTime.ToUniversalTime()), source.NumberOfProcessors, e.ProcessID > 0 ? e.ProcessID : pid);
                source.StopProcessing();
            }
        };
        try
        {
            source.Process();
        }
        catch (FormatException)
        {
            // Truncated: the reading proper reports it.
        }

        return first is not null || source.NumberOfProcessors > 0
            ? header
            : throw new InvalidDataException("it ends within its header");
    }

    /// <param name="passed">Called after each event, and at the end, with the number of events found to be dropped since it was called before.</param>
    private static void Process(Func<Stream> open, Action<EventPipeEventSource> subscribe, Action<long, bool> passed, out bool truncated)
    {
        truncated = false;
        using var stream = open();
        EventPipeEventSource source;
        try
        {
            source = new EventPipeEventSource(stream);
        }
        catch (Exception e) when (e is FormatException or EndOfStreamException or IOException)
        {
            // An empty stream: the target went before the first byte.
            truncated = true;
            return;
        }

        using (source)
        {
            subscribe(source);
            var losses = new LostEvents();
            source.AllEvents += _ => passed(losses.Take(source.EventsLost), false);
            try
            {
                source.Process();
            }
            catch (Exception e) when (e is FormatException or EndOfStreamException or IndexOutOfRangeException or ArgumentException)
            {
                // The parser delivers what came before and then throws one of these, depending on where the bytes end.
                truncated = true;
            }

            passed(losses.Take(source.EventsLost), true);
        }
    }
}

/// <summary>The header of a <c>.nettrace</c>.</summary>
internal sealed record NetTraceHeader(DateTimeOffset StartUtc, int Processors, int? Pid);
