using System.Buffers;
using System.Runtime.InteropServices;

namespace IoTrace.Testing.Storage;

/// <summary>A block of memory as direct reads need it: at an address that is a multiple of its size.</summary>
internal sealed unsafe class AlignedBlock : MemoryManager<byte>
{
    private readonly void* _address = NativeMemory.AlignedAlloc(DirectFile.BlockSize, DirectFile.BlockSize);

    public override Span<byte> GetSpan() => new(_address, DirectFile.BlockSize);

    public override MemoryHandle Pin(int elementIndex = 0) => new((byte*)_address + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing) => NativeMemory.AlignedFree(_address);
}
