using IoTrace.Analysis.Texts;

namespace IoTrace.Capture;

/// <summary>
/// Something that a user caused or met, with the message to show and the code to exit with. Anything else that is thrown is a bug.
/// </summary>
public sealed class IoTraceException : Exception
{
    /// <summary>With a message whose texts from outside are escaped.</summary>
    public IoTraceException(SafeMessage message, int exitCode, Exception? inner = null)
        : this(message.ToString(), exitCode, inner)
    {
    }

    public IoTraceException(string message, int exitCode, Exception? inner = null)
        : base(message, inner) => ExitCode = exitCode;

    /// <summary>The process exit code.</summary>
    public int ExitCode { get; }
}
