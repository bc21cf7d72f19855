namespace IoTrace.Probe.Events;

/// <summary>Where what is summed up goes: to the sessions that listen or, when the process ends, to a file.</summary>
internal interface IProbeSink
{
    void Aggregate(in AggregateRow row);

    void Flush(long sequence, long fromTimestamp, long toTimestamp, int aggregates, int resources, int rotations, int flusherTid);

    void Dropped(long operations, long operationsNs, long networkWaits, long fromTimestamp, long toTimestamp);

    void Interval(
        int tid, long fromTimestamp, long toTimestamp, long fileReadNs, long fileWriteNs, long fileSyncNs, long fileMetadataNs,
        long fileCopyNs, long networkNs, long pipeNs, long idleNs, long fileReadCpuNs, long fileWriteCpuNs, long fileSyncCpuNs,
        long fileMetadataCpuNs, long fileCopyCpuNs, long networkCpuNs, long pipeCpuNs, long idleCpuNs);

    void NetworkPending(string endpoint, long fromTimestamp, long toTimestamp, int waits);
}
