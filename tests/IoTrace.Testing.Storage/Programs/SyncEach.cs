using Microsoft.Win32.SafeHandles;

namespace IoTrace.Testing.Storage.Programs;

/// <summary>Writes a block, and waits until the storage has it.</summary>
internal sealed class SyncEach(string folder) : StorageProgram(folder)
{
    private readonly byte[] _block = new byte[4096];
    private SafeFileHandle _file = null!;

    public override void Open() => _file = File.OpenHandle(At("blocks.bin"), FileMode.Create, FileAccess.Write);

    public override Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            RandomAccess.Write(_file, _block, phase.Operations % 1024 * _block.Length);
            RandomAccess.FlushToDisk(_file);
            phase.Count();
        }

        return Task.CompletedTask;
    }

    protected override void Close() => _file?.Dispose();
}
