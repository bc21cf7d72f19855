using IoTrace.Accuracy.Records;
using IoTrace.Accuracy.Running;
using IoTrace.Testing;

namespace IoTrace.Accuracy.Tests;

public sealed class RecordFileTests : IDisposable
{
    private static readonly RunKey _key = new(RunKind.Verdict, "cold read", 1) { Way = Way.Attach, Seconds = 5 };

    private readonly TempFolder _folder = new();

    private string File => _folder.At("runs.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_is_there_again_when_the_file_is_opened_again()
    {
        new RecordFile(File).Add(new RunRecord { Key = _key, Verdict = Said("io") });

        var again = new RecordFile(File);

        Assert.True(again.Has(_key));
        Assert.False(again.Has(_key with { Round = 2 }));
        Assert.Equal(0.5, Assert.Single(again.Runs).Verdict!.WallClock["fileRead"]);
    }

    [Fact]
    public void A_run_that_failed_is_to_be_made_again_and_counts_once()
    {
        var records = new RecordFile(File);
        records.Add(new RunRecord { Key = _key, Error = "timed out" });
        Assert.False(records.Has(_key));

        records.Add(new RunRecord { Key = _key, Verdict = Said("io") });

        Assert.True(records.Has(_key));
        Assert.Single(new RecordFile(File).Runs);
    }

    [Fact]
    public void A_line_that_was_cut_off_costs_itself_only()
    {
        new RecordFile(File).Add(new RunRecord { Key = _key, Verdict = Said("io") });
        System.IO.File.AppendAllText(File, """{"key":{"kind":"Verd""");

        new RecordFile(File).Add(new RunRecord { Key = _key with { Round = 2 }, Verdict = Said("cpu") });

        Assert.Equal([1, 2], new RecordFile(File).Runs.Select(r => r.Key.Round));
    }

    private static Verdict Said(string bound) => new()
    {
        Bound = bound,
        Confidence = 1,
        Window = 5,
        WallClock = new Dictionary<string, double> { ["fileRead"] = 0.5 },
    };
}
