using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>Requests of a web server that its application fails to answer.</summary>
public sealed class FailedRequestTests
{
    [Fact]
    public async Task Those_that_end_in_an_exception_are_errors()
    {
        var (count, errors) = await ServeAsync("/broken", "/");
        Assert.InRange(errors!.Value, (count / 2) - 1, (count / 2) + 1);
    }

    [Fact]
    public async Task A_server_that_met_no_exception_may_have_failed_all_the_same_and_says_nothing_of_errors()
    {
        var (count, errors) = await ServeAsync("/", "/not-there");
        Assert.True(count > 10);
        Assert.Null(errors);
    }

    /// <summary>Asks for each in turn while the tool looks on; how many requests it counted.</summary>
    private static async Task<(long Count, long? Errors)> ServeAsync(params string[] paths)
    {
        await using var server = await TargetProcess.StartAsync(new TargetSetup("--seconds", "60") { Command = [TargetProcess.WebServer] });
        using var stop = new CancellationTokenSource();
        var asking = AskAsync(new Uri($"http://127.0.0.1:{server.Port}/"), paths, stop.Token);
        var report = await Tool.AttachAsync(server.Id, "2s", "--no-probe");
        await stop.CancelAsync();
        await asking;
        var requests = report.Json["requests"]!;
        return (requests["count"]!.GetValue<long>(), requests["errors"]?.GetValue<long>());
    }

    private static async Task AskAsync(Uri server, string[] paths, CancellationToken stop)
    {
        using var client = new HttpClient();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            using var answer = await client.GetAsync(new Uri(server, paths[i % paths.Length]), CancellationToken.None);
            await Task.Delay(5, CancellationToken.None);
        }
    }
}
