using IoTrace.Probe.Native;

namespace IoTrace.Probe.Recording;

/// <summary>
/// A fixed piece of memory of which parts are taken and never given back one by one. No lock, no exception: what does not fit is null.
/// The kernel gives pages as they are touched.
/// </summary>
internal unsafe struct Arena
{
    private byte* _start;
    private int _size;
    private int _taken;

    /// <summary>False where the process may not have so much address space. What is there already is kept.</summary>
    public bool TryReserve(int size)
    {
        if (_start == null)
            _start = (byte*)Libc.Reserve((nuint)size);
        _size = size;
        return _start != null;
    }

    /// <summary>Takes zeroed bytes, if no more than <paramref name="limit"/> are taken then.</summary>
    public byte* TryTake(int size, int limit)
    {
        const int alignment = 8;
        size = (size + alignment - 1) & -alignment;
        var taken = Volatile.Read(ref _taken);
        while (taken + size <= limit)
        {
            var before = Interlocked.CompareExchange(ref _taken, taken + size, taken);
            if (before == taken)
                return _start + taken;
            taken = before;
        }
        return null;
    }

    /// <summary>Everything is free again, and zero. The pages stay: touching new ones would cost the target's threads more.</summary>
    public void Reset()
    {
        new Span<byte>(_start, _taken).Clear();
        _taken = 0;
    }

    /// <summary>Gives the memory back to the kernel.</summary>
    public void Release()
    {
        if (_start != null)
            Libc.Release((nint)_start, (nuint)_size);
        _start = null;
        _taken = 0;
    }
}
