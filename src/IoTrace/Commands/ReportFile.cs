using IoTrace.Analysis.Results;

namespace IoTrace.Cli.Commands;

/// <summary>A report in a format that goes to a file of its own.</summary>
/// <param name="Path">The file.</param>
/// <param name="Write">Writes the format; leaves the stream open.</param>
internal sealed record ReportFile(string Path, Action<Diagnosis, Stream> Write);
