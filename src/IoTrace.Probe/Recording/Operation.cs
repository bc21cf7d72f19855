namespace IoTrace.Probe.Recording;

/// <summary>What was done to a file or an endpoint; the index of its aggregate.</summary>
internal enum Operation : byte
{
    Open,
    Close,
    Read,
    Write,

    /// <summary>A write to a descriptor opened with O_SYNC or O_DSYNC: it returns when the device has the data.</summary>
    WriteThrough,

    /// <summary>fsync, fdatasync, msync.</summary>
    Sync,

    /// <summary>ftruncate and fallocate.</summary>
    Resize,

    /// <summary>stat, lstat, fstat, access, readlink.</summary>
    Stat,
    Rename,

    /// <summary>unlink and rmdir.</summary>
    Delete,
    CreateDirectory,

    /// <summary>One enumeration of a directory, from opendir to closedir; the time is the sum of the calls in between.</summary>
    List,

    /// <summary>link and symlink.</summary>
    Link,

    /// <summary>chmod, fchmod, utimensat, futimens.</summary>
    Attributes,

    /// <summary>An in-kernel copy (FICLONE, copy_file_range, sendfile), under the file written to.</summary>
    Copy,

    /// <summary>The same in-kernel copy under the file read from: the same time again, not to be added to Copy's.</summary>
    CopySource,
    Connect,
    Accept,
    Send,
    Receive,

    /// <summary>On a client connection, from the end of the last send to the first answer the program read.</summary>
    Response,

    /// <summary>
    /// On a client connection, waiting for more of what the peer sends: from the receive that found nothing to the bytes, or a receive
    /// that blocked. Not what <see cref="Response"/> has.
    /// </summary>
    Rest,
}

/// <summary>Names of operations as they appear in events.</summary>
internal static class OperationNames
{
    public const int Count = (int)Operation.Rest + 1;

    private static readonly string[] s_names =
    [
        "open", "close", "read", "write", "write-through", "sync", "resize", "stat", "rename", "delete", "create-directory",
        "list", "link", "attributes", "copy", "copy-source", "connect", "accept", "send", "receive", "response", "rest",
    ];

    public static string Of(Operation operation) => s_names[(int)operation];
}
