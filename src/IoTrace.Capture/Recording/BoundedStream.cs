namespace IoTrace.Capture.Recording;

/// <summary>Reads at most so many bytes; a stream that goes on behind them is damaged.</summary>
internal sealed class BoundedStream(Stream inner, long most, Action closed) : Stream
{
    private long read;
    private bool open = true;

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
        var count = inner.Read(buffer);
        read += count;
        return read <= most ? count : throw new InvalidDataException($"it is longer than the {most} bytes that it can be");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && open)
        {
            open = false;
            inner.Dispose();
            closed();
        }

        base.Dispose(disposing);
    }
}
