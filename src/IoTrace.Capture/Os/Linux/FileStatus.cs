namespace IoTrace.Capture.Os.Linux;

/// <summary>What the kernel tells of a file.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Permissions">The nine bits of who may do what, and the sticky bit.</param>
/// <param name="Owner">The user id of its owner.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Inode">Its number; with the device it is this file and no other.</param>
/// <param name="Device">The file system that it is on.</param>
internal readonly record struct FileStatus(FileType Type, UnixFileMode Permissions, uint Owner, long Size, ulong Inode, ulong Device);
