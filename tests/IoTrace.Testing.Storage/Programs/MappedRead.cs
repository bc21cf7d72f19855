using System.IO.MemoryMappedFiles;

namespace IoTrace.Testing.Storage.Programs;

/// <summary>Reads a byte of each page of a memory-mapped file, in an order that no read-ahead guesses, and maps it anew after the last.</summary>
internal sealed class MappedRead(string folder) : StorageProgram(folder)
{
    private const int PageSize = 4096;
    private const int Pages = (128 << 20) / PageSize;

    /// <summary>Odd, so that its multiples meet every page of a power of two before one comes twice.</summary>
    private const int Stride = 12_347;

    private MemoryMappedFile? _file;
    private MemoryMappedViewAccessor? _view;
    private long _sum;
    private int _page;

    public override void Prepare() => Fill("mapped.bin", Pages * PageSize >> 20);

    public override Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            if (_view is null || _page == Pages) Map();
            _sum += _view!.ReadByte((long)PageSize * ((long)_page++ * Stride % Pages));
            phase.Count();
        }

        return Task.CompletedTask;
    }

    protected override void Close()
    {
        _view?.Dispose();
        _file?.Dispose();
    }

    private void Map()
    {
        Close();
        _page = 0;
        _file = MemoryMappedFile.CreateFromFile(At("mapped.bin"), FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }
}
