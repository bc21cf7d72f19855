using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture;

/// <summary>What a person types while a recording runs.</summary>
public static class TerminalInput
{
    private const int StandardInput = 0;
    private const byte Enter = (byte)'\n';

    /// <summary>How soon an end that somebody else brings is noticed.</summary>
    private const int LookMilliseconds = 100;

    /// <summary>
    /// Waits until Enter is pressed; false when stopped before. In the background nothing is read: the kernel stops a process that does.
    /// </summary>
    public static bool WaitForEnter(CancellationToken stop)
    {
        Span<byte> typed = stackalloc byte[256];
        while (!stop.IsCancellationRequested)
        {
            if (!LibC.InTerminalForeground())
            {
                _ = stop.WaitHandle.WaitOne(LookMilliseconds);
                continue;
            }

            if (!LibC.HasInput(StandardInput, LookMilliseconds))
            {
                continue;
            }

            var count = LibC.ReadInput(StandardInput, typed);
            if (count <= 0)
            {
                return false;
            }

            if (typed[..count].Contains(Enter))
            {
                return true;
            }
        }

        return false;
    }
}
