using System.Globalization;
using System.Text.Json.Nodes;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>A file's time goes to the activities of the program that waited for it.</summary>
[Collection(Alone.Name)]
public sealed class ActivityTests
{
    /// <summary>So that each order takes long enough to be told by itself.</summary>
    private static readonly DiskLimits _slow = new() { WritesPerSecond = 200 };

    [DiskThrottleFact]
    public async Task Of_a_file_that_is_made_durable_within_activities_and_outside_of_any_they_have_the_share_that_the_program_measures()
    {
        using var folder = new TempFolder();
        using var throttle = DiskThrottle.Under(folder.Path, _slow);
        var report = await Tool.LaunchAsync(
            ["--probe"], ControlGroup.Enter([throttle], [TargetProcess.Executable, "import-batch", "--seconds", "5", "--directory", folder.Path]));

        var measured = report.Run!.Lines.Single(l => l.StartsWith("activity-seconds ", StringComparison.Ordinal)).Split(' ', 5);
        var (within, outside) = (Number(measured[1]), Number(measured[2]));
        var file = File(report, measured[4]);
        var activity = Assert.Single(file["activities"]!.AsArray())!;
        // Its display name, and not that of the operation.
        Assert.Equal("import-batch", activity["name"]!.GetValue<string>());
        Assert.InRange(activity["activities"]!.GetValue<int>(), 2, int.Parse(measured[3], CultureInfo.InvariantCulture));
        // A busy disk makes single operations wait a hundred times as long as others.
        var share = activity["seconds"]!.GetValue<double>() / file["waitSeconds"]!.GetValue<double>();
        Assert.InRange(share - (within / (within + outside)), -0.2, 0.2);
    }

    [DiskThrottleFact]
    public async Task A_web_servers_file_is_waited_for_by_the_requests_that_it_answers()
    {
        using var folder = new TempFolder();
        using var throttle = DiskThrottle.Under(folder.Path, _slow);
        var orders = folder.At("orders.log");
        await using var server = await TargetProcess.StartAsync(
            new TargetSetup("--store", orders, "--seconds", "60") { Command = [TargetProcess.WebServer], Groups = [throttle] });
        using var stop = new CancellationTokenSource();
        var requests = PostAsync(new Uri($"http://127.0.0.1:{server.Port}/orders"), stop.Token);
        var report = await Tool.AttachAsync(server.Id, "4s", "--probe");
        await stop.CancelAsync();
        var posted = await requests;

        var file = File(report, orders);
        var activity = Assert.Single(file["activities"]!.AsArray())!;
        Assert.Equal("Microsoft.AspNetCore.Hosting.HttpRequestIn", activity["name"]!.GetValue<string>());
        Assert.InRange(activity["activities"]!.GetValue<int>(), 2, posted);
        // Each of its orders was posted.
        Assert.InRange(activity["seconds"]!.GetValue<double>() / file["waitSeconds"]!.GetValue<double>(), 0.5, 1.000001);
    }

    [Fact]
    public async Task A_peer_is_waited_for_by_the_activities_that_ask_it()
    {
        await using var server = await TargetProcess.StartAsync("socket-server", "--delay", "20ms", "--seconds", "60");
        var report = await Tool.LaunchAsync(
            ["--probe"], [TargetProcess.Executable, "socket-sync", "--port", $"{server.Port}", "--activity", "sync-prices", "--seconds", "3"]);

        var peer = Assert.Single(report.Json["endpoints"]!.AsArray(), e => e!["port"]!.GetValue<int>() == server.Port)!;
        var activity = Assert.Single(peer["activities"]!.AsArray())!;
        Assert.Equal("sync-prices", activity["name"]!.GetValue<string>());
        Assert.InRange(activity["activities"]!.GetValue<long>(), 2, peer["operations"]!.GetValue<long>());
        // The first answers may come before the probe knows that there are activities.
        Assert.InRange(activity["seconds"]!.GetValue<double>() / peer["seconds"]!.GetValue<double>(), 0.8, 1.000001);
    }

    [Fact]
    public async Task A_program_without_activities_has_none()
    {
        using var folder = new TempFolder();
        var report = await Tool.LaunchAsync(["--probe"], [TargetProcess.Executable, "fsync", "--seconds", "2", "--directory", folder.Path]);

        Assert.All(report.Files, f => Assert.Null(f!["activities"]));
    }

    private static JsonNode File(Report report, string path) => Assert.Single(report.Files, f => f!["path"]!.GetValue<string>() == path)!;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>One request after the other; how many there were.</summary>
    private static async Task<int> PostAsync(Uri url, CancellationToken stop)
    {
        using var client = new HttpClient();
        var count = 0;
        while (!stop.IsCancellationRequested)
        {
            using var answer = await client.PostAsync(url, null, CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            count++;
        }

        return count;
    }
}
