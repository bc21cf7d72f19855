using Microsoft.Win32.SafeHandles;

namespace IoTrace.Testing.Storage.Programs;

/// <summary>Reads blocks in random order past the page cache.</summary>
internal sealed class DirectRead(string folder, int threads) : StorageProgram(folder)
{
    public const string FileName = "data.bin";
    public const int Megabytes = 32;
    public const int Blocks = (Megabytes << 20) / DirectFile.BlockSize;
    private SafeFileHandle _file = null!;

    public override void Prepare() => Fill(FileName, Megabytes);

    public override void Open() => _file = DirectFile.Open(At(FileName));

    public override Task RunAsync(Phase phase)
    {
        if (threads == 1)
        {
            Read(phase, 1);
            return Task.CompletedTask;
        }

        var all = Enumerable.Range(0, threads).Select(seed => new Thread(() => Read(phase, seed))).ToList();
        all.ForEach(thread => thread.Start());
        all.ForEach(thread => thread.Join());
        return Task.CompletedTask;
    }

    protected override void Close() => _file?.Dispose();

    private void Read(Phase phase, int seed)
    {
        using var block = new AlignedBlock();
        var random = new Random(seed);
        while (phase.Goes)
        {
            RandomAccess.Read(_file, block.GetSpan(), (long)random.Next(Blocks) * DirectFile.BlockSize);
            phase.Count();
        }
    }
}
