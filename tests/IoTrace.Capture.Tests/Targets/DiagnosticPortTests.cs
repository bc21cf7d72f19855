using System.Net.Sockets;

using IoTrace.Capture.Targets;
using IoTrace.Testing;

namespace IoTrace.Capture.Tests.Targets;

[Collection("processes")]
public class DiagnosticPortTests
{
    private const string Mark = "IOTRACE_TEST_MARK";

    [Fact]
    public async Task A_socket_of_the_dead_does_not_count()
    {
        await using var target = await StartAsync();
        using var stale = new Planted(target.Id, started: 12);

        Assert.Equal(new SocketSearch(true, null), DiagnosticSocket.Find(target.Id));
        Assert.Equal($"{target.Id}", await MarkAsync(target.Id));
    }

    [RootFact]
    public async Task A_socket_of_another_user_beside_its_own_does_no_harm()
    {
        await using var target = await StartAsync();
        using var strange = new Planted(target.Id, started: 99_999_999_999);
        await ToolRunner.RunAsync("chown", "65534", strange.Path);

        Assert.Null(ProcessFinder.ById(target.Id).Obstacle);
        Assert.Equal($"{target.Id}", await MarkAsync(target.Id));
    }

    [RootFact]
    public async Task A_socket_of_another_user_in_the_place_of_its_own_is_an_obstacle()
    {
        await using var target = await StartAsync(diagnostics: false);
        using var strange = new Planted(target.Id, ProcessFacts.StartTime(target.Id)!.Value);
        await ToolRunner.RunAsync("chown", "65534", strange.Path);

        Assert.Equal(new SocketSearch(false, strange.Path), DiagnosticSocket.Find(target.Id));
        Assert.Contains(strange.Path, ProcessFinder.ById(target.Id).Obstacle!.Reason, StringComparison.Ordinal);
        Assert.Equal(0, strange.Connections);
    }

    [Fact]
    public async Task One_that_another_process_serves_is_never_spoken_to()
    {
        await using var target = await StartAsync(diagnostics: false);
        using var planted = new Planted(target.Id, ProcessFacts.StartTime(target.Id)!.Value);

        var error = await Assert.ThrowsAsync<IoTraceException>(() => DiagnosticPort.OpenAsync(target.Id, CancellationToken.None));
        Assert.Contains($"process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
        Assert.Equal("", await planted.ReceivedAsync());
        Assert.False(target.HasExited);
    }

    [Fact]
    public async Task What_takes_its_place_later_is_never_spoken_to()
    {
        await using var target = await StartAsync();
        _ = await MarkAsync(target.Id);
        using var port = await DiagnosticPort.OpenAsync(target.Id, CancellationToken.None);
        var path = $"/tmp/dotnet-diagnostic-{target.Id}-{ProcessFacts.StartTime(target.Id)}-socket";
        File.Delete(path);
        using var planted = new Planted(target.Id, ProcessFacts.StartTime(target.Id)!.Value);

        Assert.Equal($"{target.Id}", port.Client.GetProcessEnvironment()[Mark + target.Id]);
        Assert.Equal(0, planted.Connections);
    }

    [Fact]
    public async Task A_link_in_its_place_is_not_followed()
    {
        await using var other = await StartAsync();
        await using var target = await StartAsync(diagnostics: false);
        var link = $"/tmp/dotnet-diagnostic-{target.Id}-{ProcessFacts.StartTime(target.Id)}-socket";
        File.CreateSymbolicLink(link, $"/tmp/dotnet-diagnostic-{other.Id}-{ProcessFacts.StartTime(other.Id)}-socket");
        try
        {
            Assert.Equal(new SocketSearch(false, link), DiagnosticSocket.Find(target.Id));
        }
        finally
        {
            File.Delete(link);
        }
    }

    [Fact]
    public async Task A_socket_that_nobody_serves_is_waited_for_no_longer_than_asked()
    {
        await using var target = await StartAsync(diagnostics: false);
        using var planted = new Planted(target.Id, ProcessFacts.StartTime(target.Id)!.Value);
        planted.StopServing();
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DiagnosticPort.OpenAsync(target.Id, limit.Token));
    }

    [Fact]
    public async Task A_process_that_is_not_there_has_none()
    {
        Assert.Equal(new SocketSearch(false, null), DiagnosticSocket.Find(int.MaxValue));
        await Assert.ThrowsAsync<IoTraceException>(() => DiagnosticPort.OpenAsync(int.MaxValue, CancellationToken.None));
    }

    private static async Task<TargetProcess> StartAsync(bool diagnostics = true) => await TargetProcess.StartAsync(new TargetSetup("idle", "--seconds", "60")
    {
        Environment = new Dictionary<string, string> { ["DOTNET_EnableDiagnostics"] = diagnostics ? "1" : "0", ["TMPDIR"] = "/tmp" },
    });

    /// <summary>Leaves a mark in whatever process answers, and reads it back: that it is the target itself is asked by its id.</summary>
    private static async Task<string> MarkAsync(int pid)
    {
        using var port = await DiagnosticPort.OpenAsync(pid, CancellationToken.None);
        port.Client.SetEnvironmentVariable(Mark + pid, $"{pid}");
        return port.Client.GetProcessEnvironment()[Mark + pid];
    }

    /// <summary>A listening socket with the name of a process's own, and what was sent to it.</summary>
    private sealed class Planted : IDisposable
    {
        private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        private readonly Task<string> serving;
        private int connections;

        public Planted(int pid, long started)
        {
            Path = $"/tmp/dotnet-diagnostic-{pid}-{started}-socket";
            listener.Bind(new UnixDomainSocketEndPoint(Path));
            listener.Listen();
            serving = ServeAsync();
        }

        public string Path { get; }

        public int Connections => Volatile.Read(ref connections);

        /// <summary>What the first connection brought before it was closed.</summary>
        public Task<string> ReceivedAsync() => serving.WaitAsync(TimeSpan.FromSeconds(20));

        public void StopServing()
        {
            // Closing deletes the file; a copy of the descriptor would keep the socket alive. What remains is a name that nobody listens at.
            listener.Dispose();
            using var unheard = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            unheard.Bind(new UnixDomainSocketEndPoint(Path + ".new"));
            File.Move(Path + ".new", Path, overwrite: true);
        }

        public void Dispose()
        {
            listener.Dispose();
            File.Delete(Path);
        }

        private async Task<string> ServeAsync()
        {
            try
            {
                using var connection = await listener.AcceptAsync();
                Interlocked.Increment(ref connections);
                var buffer = new byte[64];
                return System.Text.Encoding.ASCII.GetString(buffer, 0, await connection.ReceiveAsync(buffer));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return "closed";
            }
        }
    }
}
