namespace IoTrace.Testing.Storage.Programs;

/// <summary>Copies a file within its folder, 64 KiB at a time, over and over.</summary>
internal sealed class CopyAsync(string folder) : StorageProgram(folder)
{
    private readonly byte[] _buffer = new byte[1 << 16];

    public override void Prepare() => Fill("source.bin", 32);

    public override async Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            await using var source = new FileStream(At("source.bin"), FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
            await using var target = new FileStream(At("target.bin"), FileMode.Create, FileAccess.Write, FileShare.Read, 0, useAsync: true);
            int read;
            while (phase.Goes && (read = await source.ReadAsync(_buffer)) > 0)
            {
                await target.WriteAsync(_buffer.AsMemory(0, read));
                phase.Count();
            }
        }
    }
}
