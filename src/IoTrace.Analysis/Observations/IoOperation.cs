namespace IoTrace.Analysis.Observations;

/// <summary>What was done to a file or an endpoint.</summary>
public enum IoOperation
{
    /// <summary>Something newer than this reader.</summary>
    Unknown,
    Open,
    Close,
    Read,
    Write,

    /// <summary>A write on a descriptor opened with O_SYNC or O_DSYNC.</summary>
    WriteThrough,

    /// <summary>fsync and msync.</summary>
    Sync,

    /// <summary>ftruncate and fallocate.</summary>
    Resize,

    /// <summary>stat, lstat, fstat, access, readlink.</summary>
    Stat,

    /// <summary>Under the old name.</summary>
    Rename,

    /// <summary>unlink and rmdir.</summary>
    Delete,
    CreateDirectory,

    /// <summary>One enumeration of a directory; its time is that of the calls alone.</summary>
    List,

    /// <summary>link and symlink, under the new name.</summary>
    Link,

    /// <summary>Mode and times.</summary>
    Attributes,

    /// <summary>A copy inside the kernel, under the file written to.</summary>
    Copy,

    /// <summary>The same copy under the file read from. Its time is Copy's (or Send's) again and must not be added to it.</summary>
    CopySource,

    /// <summary>Until the connection stood or failed, also for asynchronous ones.</summary>
    Connect,

    /// <summary>Its time is a server's waiting for clients: idle.</summary>
    Accept,
    Send,

    /// <summary>On a server connection its time is waiting for requests: idle.</summary>
    Receive,

    /// <summary>On a client connection: from the end of the last send until the program read the first answer.</summary>
    Response,

    /// <summary>
    /// On a client connection: waiting for more of what the peer sends, in a receive that blocks or without a thread. Not what
    /// <see cref="Response"/> has.
    /// </summary>
    Rest,
}
