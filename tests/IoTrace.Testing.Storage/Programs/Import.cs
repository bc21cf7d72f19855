using System.Security.Cryptography;

namespace IoTrace.Testing.Storage.Programs;

/// <summary>Hashes a document in memory, and appends the hash to a durable log: some 200 µs of computing for each write.</summary>
internal sealed class Import(string folder) : StorageProgram(folder)
{
    private const long Limit = 16 << 20;
    private readonly byte[] _document = new byte[160 << 10];
    private FileStream _log = null!;

    public override void Open() => _log = new FileStream(At("hashes.log"), FileMode.Create, FileAccess.Write, FileShare.Read, 0, FileOptions.WriteThrough);

    public override Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            _document[0]++;
            _log.Write(SHA256.HashData(_document));
            if (_log.Position > Limit) _log.Position = 0;
            phase.Count();
        }

        return Task.CompletedTask;
    }

    protected override void Close() => _log?.Dispose();
}
