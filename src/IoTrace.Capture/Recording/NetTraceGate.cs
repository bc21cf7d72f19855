namespace IoTrace.Capture.Recording;

/// <summary>
/// Lets a <c>.nettrace</c> pass block by block, each only when it is whole and what it says of its own size is possible. The parser behind
/// it allocates by what a length says and recurses as deep as a description nests. Where a block is not right, the stream ends before it.
/// </summary>
/// <remarks>The format: NetTraceFormat_v5.md and NetTraceFormat.md in microsoft/perfview, src/TraceEvent/EventPipe.</remarks>
internal sealed class NetTraceGate(Stream inner) : Stream
{
    /// <summary>The longest block that version 6 of the format can state; runtimes write some 100 KiB.</summary>
    private const int LongestBlock = (1 << 24) - 1;

    private const int FirstUnit = 1 << 17;

    private readonly NetTraceUnit unit = new(inner, FirstUnit, LongestBlock);
    private NetTraceLayout? layout;
    private int position;
    private bool ended;

    /// <summary>Why the stream was ended early; null when it was not.</summary>
    public string? Fault { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (position == unit.Length && !ended)
        {
            Next();
        }

        var count = Math.Min(buffer.Length, unit.Length - position);
        unit.Bytes.Slice(position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Next()
    {
        position = 0;
        unit.Clear();
        try
        {
            if (layout is null)
            {
                layout = NetTraceLayout.ReadHeader(unit);
            }
            else
            {
                ended = layout.ReadBlock(unit) == NetTraceBlock.End;
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            End(e.Message);
        }
    }

    /// <summary>An end in place of the block: with it the parser delivers what it has kept back.</summary>
    private void End(string fault)
    {
        Fault = fault;
        ended = true;
        unit.Clear();
        layout?.WriteEnd(unit);
    }
}
