using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Capture.Runtime;

namespace IoTrace.Capture.Recording;

/// <summary>A trace that another tool wrote, such as <c>dotnet-trace collect</c>: runtime events only.</summary>
internal sealed class NetTraceRecording : IRecordingSource, IDisposable
{
    private readonly string path;
    private readonly MethodMap methods = new();
    private readonly StackTable stacks;

    public NetTraceRecording(string path)
    {
        this.path = path;
        stacks = new StackTable(methods);
        // The rundown that names the methods stands at the end, behind the samples that need it.
        NetTrace.ReadMethods(Open, methods);
        var header = NetTrace.ReadHeader(Open);
        Facts = new RecordingFacts(
            new TargetInfo(header.Pid, Path.GetFileNameWithoutExtension(path), null, null, null, null),
            header.StartUtc,
            Start: null,
            End: null,
            header.Processors > 0 ? header.Processors : null,
            [
                new CollectorStatus("eventpipe", "ok", null, null),
                new CollectorStatus(
                    "procfs", "unavailable", "a plain .nettrace holds no thread states: processor time, files and system calls are not in it",
                    "record with `iotrace attach` or `iotrace launch` to have them"),
            ],
            ["Thread states are inferred from the managed stacks of this trace; the sample profiler does not tell a running thread from one blocked in native code, so the shares are rough."],
            ToolCpuSeconds: null);
    }

    public RecordingFacts Facts { get; }

    public IEnumerable<Observation> Read() => NetTrace.Read(Open, Path.GetFileName(path), methods, stacks);

    public ImmutableArray<string> Frames(StackId stack) => stacks.Frames(stack);

    public void Dispose()
    {
    }

    private FileStream Open() => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
}
