namespace IoTrace.Testing.Storage.Programs;

/// <summary>Opens and closes files.</summary>
internal sealed class OpenStorm(string folder) : ManyFiles(folder)
{
    protected override void Visit(string path) => File.OpenHandle(path).Dispose();
}
