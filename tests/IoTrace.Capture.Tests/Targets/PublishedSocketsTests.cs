using IoTrace.Capture.Targets;
using IoTrace.Testing;

namespace IoTrace.Capture.Tests.Targets;

public sealed class PublishedSocketsTests : IDisposable
{
    private static readonly DateTime LongAgo = DateTime.UtcNow.AddHours(-1);

    private readonly TempFolder folder = new();
    private readonly PublishedSockets sockets;

    public PublishedSocketsTests() => sockets = new PublishedSockets(folder.Path, TimeProvider.System);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_socket_is_told_once_and_those_of_the_dead_and_odd_names_never()
    {
        Publish(Environment.ProcessId, Started(Environment.ProcessId));
        Publish(Environment.ProcessId, 12);
        Publish(int.MaxValue, 12);
        foreach (var odd in (string[])["x1-2", $"{Environment.ProcessId}", $"{Environment.ProcessId}-x", "", "-"])
        {
            File.WriteAllText(folder.At($"dotnet-diagnostic-{odd}-socket"), "");
        }

        Assert.Equal([Environment.ProcessId], sockets.TakeNew());
        Assert.Empty(sockets.TakeNew());
    }

    [Fact]
    public void A_socket_that_appears_beside_a_thousand_dead_ones_is_told()
    {
        for (var i = 0; i < 1000; i++)
        {
            Publish(int.MaxValue - i, i);
        }

        Assert.Empty(sockets.TakeNew());
        Publish(Environment.ProcessId, Started(Environment.ProcessId));
        Assert.Equal([Environment.ProcessId], sockets.TakeNew());
    }

    [Fact]
    public void A_folder_that_has_not_changed_is_not_listed_again()
    {
        Directory.SetLastWriteTimeUtc(folder.Path, LongAgo);
        Assert.Empty(sockets.TakeNew());
        Publish(Environment.ProcessId, Started(Environment.ProcessId));

        Directory.SetLastWriteTimeUtc(folder.Path, LongAgo);
        Assert.Empty(sockets.TakeNew());
        Directory.SetLastWriteTimeUtc(folder.Path, LongAgo.AddSeconds(1));
        Assert.Equal([Environment.ProcessId], sockets.TakeNew());
    }

    [Fact]
    public void Two_changes_of_one_tick_of_the_clock_are_two()
    {
        var tick = DateTime.UtcNow.AddMinutes(1);
        Directory.SetLastWriteTimeUtc(folder.Path, tick);
        Assert.Empty(sockets.TakeNew());
        Publish(Environment.ProcessId, Started(Environment.ProcessId));

        Directory.SetLastWriteTimeUtc(folder.Path, tick);
        Assert.Equal([Environment.ProcessId], sockets.TakeNew());
    }

    [Fact]
    public void A_folder_that_is_not_there_has_none() => Assert.Empty(new PublishedSockets(folder.At("none"), TimeProvider.System).TakeNew());

    private static long Started(int pid) => ProcessFacts.StartTime(pid)!.Value;

    private void Publish(int pid, long started) => File.WriteAllText(folder.At($"dotnet-diagnostic-{pid}-{started}-socket"), "");
}
