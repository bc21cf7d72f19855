using IoTrace.Capture.Os.Linux;
using Microsoft.Win32.SafeHandles;

namespace IoTrace.Capture.Output;

/// <summary>
/// Writes to a descriptor where it stands, as <c>write(2)</c> does. A <see cref="FileStream"/> keeps a position of its own, so that what
/// others write to the same standard output would overwrite it.
/// </summary>
internal sealed class DescriptorStream(SafeFileHandle handle) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var count = LibC.Write(handle, buffer);
            if (count < 0)
            {
                throw LibC.Failure(-count);
            }

            buffer = buffer[count..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is kept back.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            handle.Dispose();
        }

        base.Dispose(disposing);
    }
}
