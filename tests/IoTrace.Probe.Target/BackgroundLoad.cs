namespace IoTrace.Probe.Target;

/// <summary>Threads that open, write, read and delete small files until stopped.</summary>
internal sealed class BackgroundLoad : IDisposable
{
    private readonly List<Thread> _threads;
    private volatile bool _stopping;
    private long _operations;

    public BackgroundLoad(string folder, int threads)
    {
        _threads = Enumerable.Range(0, threads).Select(index => new Thread(() => Work(Path.Combine(folder, $"load{index}"))) { IsBackground = true }).ToList();
        _threads.ForEach(thread => thread.Start());
    }

    public long Operations => Interlocked.Read(ref _operations);

    public long Stop()
    {
        _stopping = true;
        _threads.ForEach(thread => thread.Join());
        return Operations;
    }

    public void Dispose() => _stopping = true;

    private void Work(string path)
    {
        var block = new byte[1000];
        while (!_stopping)
        {
            using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite))
            {
                for (var i = 0; i < 20; i++)
                {
                    RandomAccess.Write(file, block, i * 1000L);
                    RandomAccess.Read(file, block, i * 1000L);
                }
            }
            File.Delete(path);
            Interlocked.Add(ref _operations, 43);
        }
    }
}
