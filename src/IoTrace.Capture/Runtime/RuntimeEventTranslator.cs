using IoTrace.Analysis.Observations;
using IoTrace.Capture.Probe;

using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.EventPipe;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace IoTrace.Capture.Runtime;

/// <summary>Turns the runtime's events into observations. One translator per stream.</summary>
internal sealed class RuntimeEventTranslator
{
    private readonly Action<Observation> emit;
    private readonly MethodMap methods;
    private readonly StackTable stacks;
    private readonly EventClock clock;
    private bool inGcPause;
    private bool foreignProbe;

    public RuntimeEventTranslator(EventPipeEventSource source, MethodMap methods, StackTable stacks, EventClock clock, Action<Observation> emit)
    {
        this.emit = emit;
        this.methods = methods;
        this.stacks = stacks;
        this.clock = clock;
        SubscribeGc(source.Clr);
        SubscribeJit(source.Clr);
        SubscribeThreading(source.Clr);
        new SampleProfilerTraceEventParser(source).ThreadSample += OnSample;
        source.Dynamic.AddCallbackForProviderEvent(ProbeProvider.Name, null, OnProbe);
        source.Dynamic.AddCallbackForProviderEvent(Providers.Framework, "ThreadPoolEnqueueWork", OnWorkQueued);
        source.Dynamic.AddCallbackForProviderEvent(Providers.Framework, "ThreadPoolDequeueWork", OnWorkTaken);
        new NetworkEventTranslator(source.Dynamic, clock, emit).Subscribe();
        new CounterTranslator(source.Dynamic, clock, emit).Subscribe();
    }

    /// <summary>Events were dropped: the end of a pause may be among them, without which no later one would have a beginning.</summary>
    public void ForgetOpen() => inGcPause = false;

    private void SubscribeGc(ClrTraceEventParser clr)
    {
        clr.GCSuspendEEStart += e =>
        {
            // The sample profiler, the debugger and code pitching suspend as well; only collections count as GC.
            if (e.Reason is GCSuspendEEReason.SuspendForGC or GCSuspendEEReason.SuspendForGCPrep && !inGcPause)
            {
                inGcPause = true;
                emit(new GcPauseStarted(clock.Of(e), Thread(e)));
            }
        };
        clr.GCRestartEEStop += e =>
        {
            if (inGcPause)
            {
                inGcPause = false;
                emit(new GcPauseEnded(clock.Of(e)));
            }
        };
        clr.GCStart += e => emit(new GcCollected(clock.Of(e), e.Depth, Thread(e)));
        clr.GCAllocationTick += e => emit(new GcAllocated(clock.Of(e), e.AllocationAmount64));
    }

    private void SubscribeJit(ClrTraceEventParser clr)
    {
        clr.MethodJittingStarted += e => emit(new JitStarted(clock.Of(e), Thread(e)));
        clr.MethodR2RGetEntryPoint += e => methods.AddPrecompiled((ulong)e.EntryPoint, e.MethodNamespace, e.MethodName, e.MethodSignature);
        clr.MethodLoadVerbose += e =>
        {
            methods.Add(e.MethodStartAddress, e.MethodSize, e.MethodNamespace, e.MethodName, e.MethodSignature);
            if (e.IsJitted)
            {
                emit(new JitEnded(clock.Of(e), Thread(e)));
            }
        };
    }

    private void SubscribeThreading(ClrTraceEventParser clr)
    {
        clr.ContentionStart += e => emit(new ContentionStarted(
            clock.Of(e), Thread(e), e.Version >= 2 ? e.LockID : 0,
            e.Version >= 2 && e.LockOwnerThreadID > 0 ? new ThreadId((int)e.LockOwnerThreadID) : null));
        clr.ContentionStop += e => emit(new ContentionEnded(clock.Of(e), Thread(e)));
        clr.ThreadPoolWorkerThreadStart += e => emit(new PoolWorkersChanged(clock.Of(e), e.ActiveWorkerThreadCount));
        clr.ThreadPoolWorkerThreadStop += e => emit(new PoolWorkersChanged(clock.Of(e), e.ActiveWorkerThreadCount));
        clr.ThreadPoolWorkerThreadAdjustmentAdjustment += e => emit(new PoolAdjusted(clock.Of(e), Reason(e.Reason), e.NewWorkerThreadCount));
    }

    private void OnProbe(TraceEvent e)
    {
        var at = clock.Of(e);
        if (ProbeEventReader.TryRead(e) is not { } told)
        {
            return;
        }

        foreignProbe = told is ProbeHello { Protocol: not ProbeProvider.ProtocolVersion } || (foreignProbe && told is not ProbeHello);
        if (foreignProbe && told is not ProbeHello)
        {
            // It may mean something else by it. Its greeting has said that it cannot be used.
            return;
        }

        var stack = told is ProbeSlowOperation ? stacks.Intern(EventStack.Addresses(e)) : StackId.None;
        foreach (var observation in ProbeTranslator.Translate(told, at, atEnd: false, stack))
        {
            emit(observation);
        }
    }

    private void OnSample(ClrThreadSampleTraceData e) => emit(new StackSample(
        clock.Of(e), Thread(e), stacks.Intern(EventStack.Addresses(e)), e.Type == ClrThreadSampleType.Managed));

    private void OnWorkQueued(TraceEvent e)
    {
        if (e.PayloadValue(0) is long work)
        {
            emit(new WorkQueued(clock.Of(e), Thread(e), work, stacks.Intern(EventStack.Addresses(e))));
        }
    }

    private void OnWorkTaken(TraceEvent e)
    {
        if (e.PayloadValue(0) is long work)
        {
            emit(new WorkTaken(clock.Of(e), Thread(e), work));
        }
    }

    private static PoolAdjustmentReason Reason(ThreadAdjustmentReason reason) => (int)reason switch
    {
        6 => PoolAdjustmentReason.Starvation,
        8 => PoolAdjustmentReason.CooperativeBlocking,
        _ => PoolAdjustmentReason.Other,
    };

    private static ThreadId Thread(TraceEvent e) => new(e.ThreadID);
}
