using Microsoft.Win32.SafeHandles;

namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>
/// A file of real data that is read in 4 KiB blocks, each block once before any is read again, from a cold cache.
/// </summary>
internal sealed class ColdFile : IDisposable
{
    public const int Block = 4096;

    private readonly SafeFileHandle _file;
    private readonly long _blocks;
    private readonly Lock _wrapping = new();
    private long _next = -1;
    private bool _isWarm;

    private ColdFile(string path, int megabytes, FileOptions options)
    {
        Path = path;
        // RandomAccess turns the kernel's read-ahead off: one read stays one request.
        _file = File.OpenHandle(path, options: FileOptions.RandomAccess | options);
        _blocks = megabytes * (1L << 20) / Block;
        ColdCache.Drop(path);
    }

    public string Path { get; }

    /// <summary>Opens the file, after filling it where no earlier run left one of the right size.</summary>
    public static ColdFile Open(string directory, string name, int megabytes, FileOptions options = FileOptions.None)
    {
        var path = System.IO.Path.Combine(directory, name);
        Fill(path, megabytes);
        return new ColdFile(path, megabytes, options);
    }

    /// <summary>Fills the file with real data: holes and preallocated extents would be read without the disk.</summary>
    public static void Fill(string path, int megabytes)
    {
        if (File.Exists(path) && new FileInfo(path).Length == (long)megabytes << 20) return;
        var data = new byte[1 << 20];
        Array.Fill(data, (byte)0x5A);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var i = 0; i < megabytes; i++) file.Write(data);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Brings all of it into the page cache, where it stays.</summary>
    public void Warm()
    {
        var data = new byte[1 << 20];
        for (var offset = 0L; offset < _blocks * Block; offset += data.Length) RandomAccess.Read(_file, data, offset);
        _isWarm = true;
    }

    public int Read(byte[] block) => RandomAccess.Read(_file, block, NextOffset());

    public ValueTask<int> ReadAsync(byte[] block) => RandomAccess.ReadAsync(_file, block, NextOffset());

    public void Dispose() => _file.Dispose();

    /// <summary>
    /// Steps through all blocks in an order no read-ahead can guess. The factor is prime and larger than any number of
    /// blocks used here, so each block comes once before the first comes again.
    /// </summary>
    private long NextOffset()
    {
        var step = Interlocked.Increment(ref _next);
        if (step > 0 && step % _blocks == 0 && !_isWarm)
        {
            lock (_wrapping) ColdCache.Drop(_file);
        }

        return step % _blocks * 0x9E3779B1L % _blocks * Block;
    }
}
