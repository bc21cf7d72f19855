namespace IoTrace.Testing.Storage.Programs;

/// <summary>Asks files for their size.</summary>
internal sealed class StatStorm(string folder) : ManyFiles(folder)
{
    private long _sum;

    protected override void Visit(string path) => _sum += new FileInfo(path).Length;
}
