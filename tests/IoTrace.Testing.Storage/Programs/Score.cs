using Microsoft.Win32.SafeHandles;

namespace IoTrace.Testing.Storage.Programs;

/// <summary>Reads a block past the page cache and sorts its numbers several times: about 1 ms of computing for each read.</summary>
internal sealed class Score(string folder) : StorageProgram(folder)
{
    private const int Sorts = 90;
    private readonly Random _random = new(1);
    private readonly int[] _numbers = new int[DirectFile.BlockSize / sizeof(int)];
    private SafeFileHandle _file = null!;
    private long _best;

    public override void Prepare() => Fill(DirectRead.FileName, DirectRead.Megabytes);

    public override void Open() => _file = DirectFile.Open(At(DirectRead.FileName));

    public override Task RunAsync(Phase phase)
    {
        using var block = new AlignedBlock();
        while (phase.Goes)
        {
            RandomAccess.Read(_file, block.GetSpan(), (long)_random.Next(DirectRead.Blocks) * DirectFile.BlockSize);
            for (var i = 0; i < Sorts; i++)
            {
                Buffer.BlockCopy(block.GetSpan().ToArray(), 0, _numbers, 0, DirectFile.BlockSize);
                Array.Sort(_numbers);
                _best += _numbers[^1];
            }

            phase.Count();
        }

        return Task.CompletedTask;
    }

    protected override void Close() => _file?.Dispose();
}
