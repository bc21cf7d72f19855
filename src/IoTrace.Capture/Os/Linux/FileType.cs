namespace IoTrace.Capture.Os.Linux;

/// <summary>Kinds of what has a path. Values from the kernel's include/uapi/linux/stat.h, apart from the first.</summary>
internal enum FileType
{
    /// <summary>Nothing, or nothing that this user can see.</summary>
    Unknown = 0,

    /// <summary>A named pipe.</summary>
    Fifo = 0x1000,

    /// <summary>A terminal, a serial line, an input device.</summary>
    CharacterDevice = 0x2000,

    Folder = 0x4000,

    /// <summary>A disk.</summary>
    BlockDevice = 0x6000,

    /// <summary>A file with content of its own.</summary>
    Regular = 0x8000,

    SymbolicLink = 0xA000,

    Socket = 0xC000,
}
