using System.Runtime.ExceptionServices;

namespace IoTrace.Capture.Runtime;

/// <summary>
/// Threads for the parser of <c>.nettrace</c> files. It recurses into descriptions of events, which a stream can nest as deep as 64 KiB
/// of description allow, and a stack that is used up cannot be survived.
/// </summary>
internal static class DeepThread
{
    private const int StackBytes = 32 << 20;

    /// <summary>Starts it in the background; <paramref name="work"/> must not throw.</summary>
    public static Thread Start(Action work)
    {
        var thread = new Thread(() => work(), StackBytes) { IsBackground = true, Name = "iotrace reader" };
        thread.Start();
        return thread;
    }

    /// <summary>Runs the work on such a thread, and throws what it throws.</summary>
    public static void Run(Action work)
    {
        ExceptionDispatchInfo? failure = null;
        Start(() =>
        {
            try
            {
                work();
            }
#pragma warning disable CA1031 // Whatever it throws is thrown again on the calling thread.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }).Join();
        failure?.Throw();
    }
}
