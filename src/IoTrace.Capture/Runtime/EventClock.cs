using IoTrace.Analysis.Observations;

using Microsoft.Diagnostics.Tracing;

namespace IoTrace.Capture.Runtime;

/// <summary>
/// Puts a stream's events on the recording's time base. On Linux EventPipe's counter is CLOCK_MONOTONIC in nanoseconds, the
/// clock of the operating system's samples; the parser hands out times relative to its first event, which are shifted back here.
/// </summary>
internal sealed class EventClock
{
    private long offset;
    private bool known;

    public Timestamp Of(TraceEvent e)
    {
        var relative = (long)(e.TimeStampRelativeMSec * 1e6);
        if (!known)
        {
#pragma warning disable CS0618 // "Experimental" since 2016; it is the only way to the raw counter.
            offset = e.TimeStampQPC - relative;
#pragma warning restore CS0618
            known = true;
        }

        return new Timestamp(offset + relative);
    }
}
