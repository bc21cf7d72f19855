using System.Collections.Immutable;

namespace IoTrace.Analysis.Results;

/// <summary>All files together, those included that no list has. Exact, as the probe counted them.</summary>
/// <param name="Files">Files by their names.</param>
/// <param name="AtLeast">Whether there were more files than the probe tells apart: their operations are in all sums, their number is not.</param>
/// <param name="Operations">What was done to all of them.</param>
/// <param name="Folders">The same by folder, most time first; the last may stand for all further ones and has an empty path.</param>
public sealed record FileTotals(
    long Files, bool AtLeast, ImmutableArray<OperationTotal> Operations, ImmutableArray<FolderTotal> Folders);

/// <summary>The files right in one folder.</summary>
/// <param name="Path">As the program named it, with the slash at its end; empty for all further folders together.</param>
public sealed record FolderTotal(string Path, long Files, bool AtLeast, double Seconds, ImmutableArray<OperationTotal> Operations);

/// <summary>One kind of operation on many files.</summary>
/// <param name="Kind">As in the operations of one file.</param>
/// <param name="Bytes">Null where it moves none.</param>
public sealed record OperationTotal(string Kind, long Count, long Errors, long? Bytes, double Seconds);
