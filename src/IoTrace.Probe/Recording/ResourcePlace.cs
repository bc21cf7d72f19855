namespace IoTrace.Probe.Recording;

/// <summary>Which part of a table's room is a resource's.</summary>
internal enum ResourcePlace : byte
{
    Name,

    /// <summary>Stands for the files of a folder that have no place of their own.</summary>
    Folder,

    /// <summary>Stands for all of a kind that has no place elsewhere.</summary>
    LastResort,
}
