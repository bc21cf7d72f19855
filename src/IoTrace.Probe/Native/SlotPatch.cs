namespace IoTrace.Probe.Native;

/// <summary>One import slot of libSystem.Native.so: what libc put there and what the probe puts there while it is active.</summary>
internal sealed unsafe class SlotPatch
{
    private readonly nint _slot;
    private readonly nint _hook;
    private readonly nint _pageStart;
    private readonly nuint _pageLength;
    private readonly bool _readOnly;

    public SlotPatch(nint slot, nint hook, bool readOnly)
    {
        _slot = slot;
        _hook = hook;
        _readOnly = readOnly;
        Original = *(nint*)slot;
        _pageStart = slot & ~(nint)(Environment.SystemPageSize - 1);
        _pageLength = (nuint)Environment.SystemPageSize;
    }

    public nint Original { get; }

    /// <summary>Whether the slot leads to the hook at this moment.</summary>
    public bool IsApplied => *(nint*)_slot == _hook;

    public bool Apply() => Write(Original, _hook);

    public bool Restore() => Write(_hook, Original);

    /// <summary>Replaces only the value that is expected: another tool's hook on top of ours stays where it is.</summary>
    private bool Write(nint expected, nint value)
    {
        const int read = 1;
        const int readWrite = 3;
        if (_readOnly && !Libc.Mprotect(_pageStart, _pageLength, readWrite))
            return false;
        var written = Interlocked.CompareExchange(ref *(nint*)_slot, value, expected) == expected;
        if (_readOnly)
            Libc.Mprotect(_pageStart, _pageLength, read);
        return written;
    }
}
