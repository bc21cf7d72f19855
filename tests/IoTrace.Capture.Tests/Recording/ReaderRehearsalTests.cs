using IoTrace.Capture.Recording;
using IoTrace.Capture.Runtime;

namespace IoTrace.Capture.Tests.Recording;

public sealed class ReaderRehearsalTests
{
    [Fact]
    public void The_stream_it_reads_is_whole_and_empty()
    {
        var methods = new MethodMap();

        var observations = NetTrace.Read(() => new MemoryStream(ReaderRehearsal.EmptyStream()), "x", methods, new StackTable(methods)).ToList();

        Assert.Empty(observations);
    }
}
