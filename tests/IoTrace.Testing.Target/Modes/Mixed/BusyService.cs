using System.Globalization;
using IoTrace.Testing.Target.Modes.Network;

namespace IoTrace.Testing.Target.Modes.Mixed;

/// <summary>
/// Everything that could make a profiler's memory grow, without end: files of ever new names on 40 threads, requests over new and old
/// connections to --url, threads that come and go, garbage.
/// </summary>
internal static class BusyService
{
    private const int Threads = 40;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(40);

    public static void Start(Run run)
    {
        var folder = run.Directory;
        var url = run.Options.Required("url");
        using var shop = new Shop(url);
        run.Ready();
        var threads = Enumerable.Range(0, Threads).Select(i => new Thread(() => TouchFiles(run, folder, i)) { Name = $"files {i}" }).ToList();
        threads.ForEach(t => t.Start());
        while (run.Goes)
        {
            shop.Get();
            using (var stranger = new Shop(url)) stranger.Get();
            var brief = new Thread(() => Busy.For(TimeSpan.FromMilliseconds(1))) { Name = "brief" };
            brief.Start();
            brief.Join();
            run.Count(3);
            Thread.Sleep(10);
        }

        threads.ForEach(t => t.Join());
    }

    private static void TouchFiles(Run run, string folder, int thread)
    {
        for (var number = 0; run.Goes; number++)
        {
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{thread}-{number}"));
            File.WriteAllText(path, new string('x', 1000));
            File.Delete(path);
            run.Count(2);
            Thread.Sleep(_pause);
        }
    }
}
