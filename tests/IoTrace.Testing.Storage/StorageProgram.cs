namespace IoTrace.Testing.Storage;

/// <summary>Repeats one operation on files of its own in a folder.</summary>
internal abstract class StorageProgram(string folder) : IDisposable
{
    /// <summary>Makes the files that the program reads. This is no part of what is measured, and may go past a slow file system.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Opens what stays open for all phases.</summary>
    public virtual void Open()
    {
    }

    /// <summary>Repeats the operation until the phase is over.</summary>
    public abstract Task RunAsync(Phase phase);

    public void Dispose() => Close();

    protected virtual void Close()
    {
    }

    protected string At(string name) => Path.Combine(folder, name);

    protected void Fill(string name, int megabytes)
    {
        var block = new byte[1 << 20];
        new Random(1).NextBytes(block);
        using var file = File.Create(At(name));
        for (var i = 0; i < megabytes; i++) file.Write(block);
    }
}
