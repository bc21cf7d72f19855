using Microsoft.Win32.SafeHandles;

namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>An append-only store that makes every order durable before it returns; the name profiles must show.</summary>
internal sealed class OrderStore : IDisposable
{
    /// <summary>The file starts over at this size, so that a long run does not fill the disk.</summary>
    private const long Wrap = 64 << 20;

    private readonly byte[] _order = new byte[4096];
    private readonly FileStream _file;

    public OrderStore(string path, FileOptions options = FileOptions.None)
    {
        Path = path;
        _file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0, options);
    }

    public string Path { get; }

    public SafeFileHandle Handle => _file.SafeFileHandle;

    /// <summary>Writes one order and waits until the disk has it.</summary>
    public void Append()
    {
        Write();
        _file.Flush(flushToDisk: true);
    }

    /// <summary>The same with an asynchronous write; .NET has no asynchronous fsync, so that part goes to the pool.</summary>
    public async Task AppendAsync()
    {
        Start();
        await _file.WriteAsync(_order).ConfigureAwait(false);
        await Task.Run(() => _file.Flush(flushToDisk: true)).ConfigureAwait(false);
    }

    /// <summary>Writes one order; durable only where the file was opened with write-through.</summary>
    public void Write()
    {
        Start();
        _file.Write(_order);
    }

    public async Task WriteAsync()
    {
        Start();
        await _file.WriteAsync(_order).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(Path);
    }

    private void Start()
    {
        if (_file.Position >= Wrap) _file.Position = 0;
    }
}
