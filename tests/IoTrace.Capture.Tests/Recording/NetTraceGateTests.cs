using System.Buffers.Binary;
using System.Text;

using IoTrace.Capture.Recording;
using IoTrace.Capture.Runtime;

namespace IoTrace.Capture.Tests.Recording;

/// <summary>Streams whose lengths and counts would have the parser behind the gate take gigabytes, or all of its stack.</summary>
public sealed class NetTraceGateTests
{
    [Fact]
    public void A_whole_stream_passes_as_it_is()
    {
        var stream = ReaderRehearsal.EmptyStream();
        using var gate = new NetTraceGate(new MemoryStream(stream));
        Assert.Equal(stream, All(gate));
        Assert.Null(gate.Fault);
    }

    [Fact]
    public void A_stream_that_stops_short_ends_behind_its_last_whole_block()
    {
        var stream = WithBlock("SPBlock", 16, new byte[16]);
        using var gate = new NetTraceGate(new MemoryStream(stream[..^4]));
        Assert.Equal(ReaderRehearsal.EmptyStream(), All(gate));
        Assert.NotNull(gate.Fault);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void A_length_that_no_block_has_is_a_fault_and_costs_no_memory(int length)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var gate = new NetTraceGate(new MemoryStream(WithBlock("EventBlock", length, [])));
        _ = All(gate);
        Assert.NotNull(gate.Fault);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_name_of_negative_length_is_a_fault()
    {
        var stream = WithBlock("EventBlock", 0, []);
        BinaryPrimitives.WriteInt32LittleEndian(stream.AsSpan(ReaderRehearsal.EmptyStream().Length - 1 + 3 + 8), -1);
        Assert.NotNull(FaultOf(stream));
        Assert.Single(Read(stream));
    }

    [Fact]
    public void Fields_without_end_are_a_fault()
    {
        Assert.NotNull(FaultOf(WithMetadata([.. Int(int.MaxValue)])));
        Assert.NotNull(FaultOf(WithMetadata([.. Int(-1)])));
        Assert.Null(FaultOf(WithMetadata([.. Int(1), .. Int(9), 0, 0])));
    }

    [Fact]
    public void Types_within_types_without_end_are_a_fault()
    {
        // One field, an object of one field, which is an object of one field, ...
        byte[] deep = [.. Enumerable.Range(0, 4000).SelectMany(_ => Int(1).Concat(Int(1)))];
        Assert.NotNull(FaultOf(WithMetadata(deep)));
        Assert.Single(Read(WithMetadata(deep)));
    }

    [Fact]
    public void A_clock_that_stands_still_is_a_fault()
    {
        var stream = ReaderRehearsal.EmptyStream();
        var frequency = stream.AsSpan().IndexOf(BitConverter.GetBytes(1_000_000_000L));
        stream.AsSpan(frequency, sizeof(long)).Clear();
        Assert.NotNull(FaultOf(stream));
        Assert.Single(Read(stream));
    }

    /// <summary>What the reader makes of it: that it stops short, and no exception.</summary>
    private static List<Observation> Read(byte[] stream)
    {
        var methods = new MethodMap();
        var read = NetTrace.Read(() => new MemoryStream(stream), "stream", methods, new StackTable(methods)).ToList();
        Assert.All(read, o => Assert.IsType<StreamTruncated>(o));
        return read;
    }

    private static string? FaultOf(byte[] stream)
    {
        using var gate = new NetTraceGate(new MemoryStream(stream));
        _ = All(gate);
        return gate.Fault;
    }

    private static byte[] All(NetTraceGate gate)
    {
        var all = new MemoryStream();
        gate.CopyTo(all);
        return all.ToArray();
    }

    /// <summary>A block with one event description, up to and without its fields.</summary>
    private static byte[] WithMetadata(byte[] fields)
    {
        byte[] description = [.. Int(1), .. Utf16("P\0"), .. Int(1), .. Utf16("E\0"), .. new byte[16], .. fields];
        byte[] block = [20, 0, 0, 0, .. new byte[16], .. new byte[76], .. Int(description.Length), .. description];
        return WithBlock("MetadataBlock", block.Length, block);
    }

    private static byte[] WithBlock(string kind, int length, byte[] content)
    {
        var stream = new List<byte>(ReaderRehearsal.EmptyStream()[..^1]);
        stream.AddRange([5, 5, 1, .. Int(2), .. Int(2), .. Int(kind.Length), .. Encoding.ASCII.GetBytes(kind), 6, .. Int(length)]);
        while (stream.Count % 4 != 0)
        {
            stream.Add(0);
        }

        stream.AddRange([.. content, 6, 1]);
        return [.. stream];
    }

    private static byte[] Utf16(string text) => Encoding.Unicode.GetBytes(text);

    private static byte[] Int(int value) => BitConverter.GetBytes(value);
}
