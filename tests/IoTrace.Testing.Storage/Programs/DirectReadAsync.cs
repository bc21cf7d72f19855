using Microsoft.Win32.SafeHandles;

namespace IoTrace.Testing.Storage.Programs;

/// <summary>Reads blocks in random order past the page cache, and awaits each.</summary>
internal sealed class DirectReadAsync(string folder) : StorageProgram(folder)
{
    private readonly Random _random = new(1);
    private SafeFileHandle _file = null!;

    public override void Prepare() => Fill(DirectRead.FileName, DirectRead.Megabytes);

    public override void Open() => _file = DirectFile.Open(At(DirectRead.FileName));

    public override async Task RunAsync(Phase phase)
    {
        using var block = new AlignedBlock();
        while (phase.Goes)
        {
            await RandomAccess.ReadAsync(_file, block.Memory, (long)_random.Next(DirectRead.Blocks) * DirectFile.BlockSize);
            phase.Count();
        }
    }

    protected override void Close() => _file?.Dispose();
}
