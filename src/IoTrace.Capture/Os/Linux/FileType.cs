namespace IoTrace.Capture.Os.Linux;

/// <summary>Kinds of what has a path, of those that matter here. Values from the kernel's include/uapi/linux/stat.h.</summary>
internal enum FileType
{
    /// <summary>A file, or nothing that anybody knows.</summary>
    File = 0,

    /// <summary>A named pipe.</summary>
    Fifo = 0x1000,

    /// <summary>A terminal, a serial line, an input device.</summary>
    CharacterDevice = 0x2000,
}
