namespace IoTrace.Capture.Output;

/// <summary>What the path of a result leads to, which decides how the result is written.</summary>
internal enum ResultKind
{
    /// <summary>A regular file, or nothing yet: it is replaced by a new file, whole or not at all.</summary>
    File,

    /// <summary>A descriptor of this process, such as <c>/dev/stdout</c> or <c>/dev/fd/3</c>: it is written to.</summary>
    Descriptor,

    /// <summary>A named pipe: it is written to, once somebody reads it.</summary>
    Pipe,

    /// <summary>A character device, such as <c>/dev/null</c>: it is written to.</summary>
    Device,
}
