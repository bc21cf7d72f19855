using System.Globalization;
using System.Text;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Events;

/// <summary>
/// Takes the last deltas when the process ends: the runtime closes its EventPipe sessions before it runs any managed code of
/// the exit, so events would reach nobody. Each tool names the file and has made it; once it is gone nothing is written.
/// One event a line, fields separated by tabs, texts in Base64.
/// </summary>
internal sealed class FinalFile : IProbeSink
{
    private readonly StringBuilder _text = new();

    public static bool IsWanted(string path) => path.Length > 0 && File.Exists(path);

    public void Aggregate(in AggregateRow row) => Line(
        "Aggregate", row.Sequence, ResourceKindNames.Of(row.Kind), row.Name.ToString(), OperationNames.Of(row.Operation), row.Count, row.Bytes,
        row.Errors, row.TotalNs, row.MaxNs, row.Histogram.ToString(), row.From, row.To, row.Samples, row.SampledNs, row.SampledCpuNs);

    public void Flush(long sequence, long fromTimestamp, long toTimestamp, int aggregates, int resources, int rotations, int flusherTid) =>
        Line("Flush", sequence, fromTimestamp, toTimestamp, aggregates, resources, rotations, flusherTid);

    public void Dropped(long operations, long operationsNs, long networkWaits, long fromTimestamp, long toTimestamp) =>
        Line("Dropped", operations, operationsNs, networkWaits, fromTimestamp, toTimestamp);

    public void Interval(
        int tid, long fromTimestamp, long toTimestamp, long fileReadNs, long fileWriteNs, long fileSyncNs, long fileMetadataNs,
        long fileCopyNs, long networkNs, long pipeNs, long idleNs, long fileReadCpuNs, long fileWriteCpuNs, long fileSyncCpuNs,
        long fileMetadataCpuNs, long fileCopyCpuNs, long networkCpuNs, long pipeCpuNs, long idleCpuNs) =>
        Line(
            "Interval", tid, fromTimestamp, toTimestamp, fileReadNs, fileWriteNs, fileSyncNs, fileMetadataNs, fileCopyNs, networkNs,
            pipeNs, idleNs, fileReadCpuNs, fileWriteCpuNs, fileSyncCpuNs, fileMetadataCpuNs, fileCopyCpuNs, networkCpuNs, pipeCpuNs, idleCpuNs);

    public void NetworkPending(string endpoint, long fromTimestamp, long toTimestamp, int waits) =>
        Line("NetworkPending", endpoint, fromTimestamp, toTimestamp, waits);

    public void SaveTo(string path)
    {
        try
        {
            // Open, not create: a reader that is gone has taken its file with it.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, 0);
            file.Write(Encoding.ASCII.GetBytes(_text.ToString()));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Its reader sees an empty file and says that the end is missing; others may have theirs.
        }
    }

    private void Line(string name, params object[] fields)
    {
        _text.Append(name);
        foreach (var field in fields)
        {
            _text.Append('\t').Append(field is string text
                ? Convert.ToBase64String(Encoding.Unicode.GetBytes(text))
                : Convert.ToString(field, CultureInfo.InvariantCulture));
        }
        _text.Append('\n');
    }
}
