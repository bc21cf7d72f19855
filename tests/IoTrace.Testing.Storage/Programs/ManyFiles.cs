namespace IoTrace.Testing.Storage.Programs;

/// <summary>Goes through many small files, again and again.</summary>
internal abstract class ManyFiles(string folder) : StorageProgram(folder)
{
    private const int Count = 2000;
    private int _next;

    public override void Prepare()
    {
        for (var i = 0; i < Count; i++) File.WriteAllText(Name(i), "{ \"price\": 21.5 }");
    }

    public override Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            Visit(Name(_next++ % Count));
            phase.Count();
        }

        return Task.CompletedTask;
    }

    protected abstract void Visit(string path);

    private string Name(int number) => At($"order-{number}.json");
}
