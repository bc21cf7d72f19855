namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>User code over a cold file; the names profiles must show.</summary>
internal sealed class Catalog(ColdFile file)
{
    public int Lookup(byte[] block) => file.Read(block);

    public async Task<int> LookupAsync(byte[] block) => await file.ReadAsync(block).ConfigureAwait(false);
}
