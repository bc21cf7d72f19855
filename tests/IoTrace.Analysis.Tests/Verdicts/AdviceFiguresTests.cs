using System.Text.RegularExpressions;

using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Verdicts;
using IoTrace.Analysis.Verdicts.Figures;

namespace IoTrace.Analysis.Tests.Verdicts;

/// <summary>Advice says what was counted, and nothing of what was not.</summary>
public partial class AdviceFiguresTests
{
    private const double Seconds = 10;

    private static readonly Dictionary<Cause, double> Shares = Enum.GetValues<Cause>().ToDictionary(c => c, _ => 0.84);

    private static readonly WindowFeatures Plain = new(default, 0, null, Seconds, null);

    private static AdviceFacts Facts(params FileUsage[] files) =>
        new(new Subject([.. files], [], null, []), Shares, Plain) { CountedSeconds = Seconds };

    private static AdviceFacts Exact(ThreadState state, params CountedFile[] files)
    {
        var times = new StateTimes();
        times[state] = 1;
        // Only the first one is waited for.
        return Facts(new FileUsage(files[0].Path, true, 1, null, null, 1, times, files[0].Operations, [])) with { Files = [.. files] };
    }

    private static CountedFile File(string path, params OperationUsage[] operations) => new(path, ResourceKind.File, default, [.. operations], 0);

    private static OperationUsage Calls(string kind, long count, long? bytes = null, double seconds = 1, long errors = 0) =>
        new(kind, count, errors, bytes, seconds, 2.17e-4, 5e-4, 0.0034, 0.01);

    private static string Page(Cause cause, AdviceFacts facts) =>
        Assert.Single(AdviceBook.For(new Verdict(cause.BoundOf(), [cause], 0.9, null, ""), facts)) is var page ? $"{page.Title}\n{page.Text}" : "";

    private static void Says(string page, params string[] lines) => Assert.All(lines, line => Assert.Contains(line, page.Split('\n')));

    private static AdviceFacts WithSites(AdviceFacts facts) => facts with
    {
        Subject = new Subject([], [new EndpointUsage("api.example", 443, "https", 1, 0, 1, 1, 1, 1, 1, true)], new LockUsage(1, 1, [new LockWait("lock in App.Till.Serve()", 1, 1, [])]),
            [.. StateTimes.States.Select(s => new CallSite(s, 1, [$"App.{s}.Do()"]))]),
    };

    /// <summary>Facts that between them have every figure there is.</summary>
    private static IEnumerable<AdviceFacts> Everything(Cause cause)
    {
        var state = StateTimes.States.FirstOrDefault(s => s.ToString() == cause.ToString());
        var large = new IoVolume(Seconds, 900_000_000, 100_000_000, 900, 100, 4096 * 100, 4096 * 100, 4);
        var holder = new StateTimes();
        holder[ThreadState.FileSync] = 1;
        AdviceFacts Rest(AdviceFacts facts) => facts with
        {
            Endpoints = [new("api.example", 443, "https", 100, 5, 9, 0.05, 0.08, 0.2, 1, true), new("10.0.0.1", 443, "tcp", 50, 0, 1, 0.01, 0.01, 0.02, 0.03, true)],
            Gc = new GcUsage(2, 40, 20, 10, 10, 0.3, 5e8),
            Locks = new LockUsage(3, 60, [new LockWait("lock in App.Till.Serve()", 60, 3, []) { HeldOver = holder }]),
            Pool = new ThreadPoolUsage(9, 7, 2, 300, 1000),
        };
        yield return Rest(Exact(state, File("/a", Calls("read", 150, 5000), Calls("write", 150, 5000), Calls("writeThrough", 100, 100), Calls("sync", 125), Calls("open", 400, errors: 100), Calls("stat", 300))));
        yield return Rest(WithSites(Facts() with { Files = [File("/a", Calls("open", 5)), File("/b", Calls("open", 5))], Window = Plain with { Volume = large, ProcessorsUsed = 1, Processors = 8 } }));
        yield return Facts() with { Window = Plain with { ProcessorsUsed = 4, Processors = 8 }, Endpoints = [new("api.example", 443, "https", 100, 0, 90, 0.05, 0.08, 0.2, 1, true)] };
        yield return Facts() with { Window = Plain with { ProcessorsUsed = 8, Processors = 8 } };
    }

    public static TheoryData<Cause> Causes => [.. Enum.GetValues<Cause>()];

    [Theory]
    [MemberData(nameof(Causes))]
    public void Every_placeholder_of_a_page_has_a_value_where_all_is_known(Cause cause)
    {
        var values = Everything(cause).SelectMany(facts => CauseFigures.Of(cause, facts)).Where(v => v.Value is not null).Select(v => v.Key).ToHashSet();
        Assert.All(Placeholder().Matches(AdviceBook.Written(cause)).Select(m => m.Groups[1].Value), name => Assert.Contains(name, values));
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void What_is_not_known_or_nothing_is_not_told(Cause cause)
    {
        var none = new FileUsage("/a", true, 1, null, null, 1, default, [], []);
        var nothing = Facts(none) with
        {
            Files = [File("/a", Calls("read", 0, 0), Calls("sync", 0), Calls("open", 0))],
            Endpoints = [new("api.example", 443, "https", 0, 0, 0, null, null, null, null, true)],
            Gc = new GcUsage(0, 0, 0, 0, 0, null, null),
            Locks = new LockUsage(0, 0, [new LockWait("lock 0x1", 0, 0, [])]),
            Pool = new ThreadPoolUsage(0, 0, 0, 0, 0),
            Window = Plain with { Volume = new IoVolume(Seconds, 0, 0, 0, 0, 0, 0, 0), Processors = 1 },
        };
        foreach (var facts in (AdviceFacts[])[nothing, nothing with { CountedSeconds = 0, Window = Plain with { Seconds = 0 } }, new(new Subject([], [], null, []), Shares, Plain)])
        {
            var page = Page(cause, facts);
            Assert.DoesNotMatch(@"(^|[\s,])0( |$|\.$)|  |NaN|∞|\{|``", page);
            Assert.Contains("\n84 % of the time ", page, StringComparison.Ordinal);
            Assert.Contains("\nYou know it worked when ", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Reads_have_their_rate_their_size_and_their_latencies()
    {
        var page = Page(Cause.FileRead, Exact(ThreadState.FileRead, File("/srv/index.bin", Calls("read", 1000, 4_096_000), Calls("write", 9)), File("/other", Calls("read", 9_000))));
        Says(page, "Read `/srv/index.bin` less often, in larger pieces, or earlier", "There are 100 reads a second, of 4 KiB on average.", "Half of them take less than 217 µs, one in a hundred more than 3.4 ms.");
        Assert.Contains("64 KiB to 1 MiB in place of 4 KiB", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Storage delivers", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.35, false)]
    [InlineData(0.45, true)]
    public void The_runner_up_has_its_page_only_where_it_has_more_of_the_time_than_every_cause_of_the_verdict(double share, bool told)
    {
        var facts = Facts() with { Shares = new Dictionary<Cause, double> { [Cause.FileRead] = 0.4, [Cause.CpuUser] = 0.25, [Cause.Sleep] = share } };
        var verdict = new Verdict(Bound.Mixed, [Cause.FileRead, Cause.CpuUser], 0.9, new RunnerUp(Bound.Neither, Cause.Sleep, share), "");
        Assert.Equal(told ? 3 : 2, AdviceBook.For(verdict, facts).Length);
    }

    [Fact]
    public void Nobody_is_told_to_read_larger_pieces_who_does() => Assert.DoesNotContain(
        "larger pieces:", Page(Cause.FileRead, Exact(ThreadState.FileRead, File("/srv/index.bin", Calls("read", 10, 10 * 65_536)))), StringComparison.Ordinal);

    [Fact]
    public void Percentiles_of_many_files_are_not_told()
    {
        var page = Page(Cause.FileRead, Facts() with { Files = [File("/a", Calls("read", 500, 5000)), File("/b", Calls("read", 500, 5000))] });
        Says(page, "There are 100 reads a second, of 10 bytes on average.");
        Assert.DoesNotContain("Half of them", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Syncs_are_held_against_the_writes_they_are_for()
    {
        var page = Page(Cause.FileSync, Exact(ThreadState.FileSync, File("/srv/orders.log", Calls("write", 1000, 9), Calls("sync", 1000), Calls("writeThrough", 20, 9, seconds: 0.1))));
        Says(page, "There are 102 syncs and write-through writes a second.", "Plain writes for each sync: 1.");
        Assert.Contains("Write-through writes, 2 a second,", page, StringComparison.Ordinal);
    }

    [Fact]
    public void File_entries_have_kinds_and_failures_and_the_stat_that_Linux_makes()
    {
        var page = Page(Cause.FileMetadata, Facts() with { Files = [File("/a", Calls("stat", 60, errors: 12), Calls("open", 30)), File("/b", Calls("close", 10))] });
        Says(page, "There are 10 such calls a second, most of them stat 60 % and open 30 %.", "They touch 2 different paths.", "12 % of them fail: something looks for files that are not there.");
        Assert.Contains("`Length`, `Attributes` and times cost a stat for each entry", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_of_several_files_are_added_up_and_a_few_failures_are_not_told()
    {
        var page = Page(Cause.FileMetadata, Facts() with { Files = [File("/a", Calls("stat", 30, errors: 4), Calls("open", 40)), File("/b", Calls("stat", 30))] });
        Says(page, "There are 10 such calls a second, most of them stat 60 % and open 40 %.");
        Assert.DoesNotContain("of them fail", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_that_never_wait_name_the_two_files_with_the_most()
    {
        var facts = Exact(ThreadState.CpuKernel, File("/none", Calls("read", 1, 1)), File("/b", Calls("write", 400, 1600)), File("/a", Calls("read", 600, 2400), Calls("copySource", 9000)));
        var page = Page(Cause.CpuKernelIo, facts);
        Says(page, "There are 100 such calls a second.", "The largest part of them is on `/a` and `/b`.");
        Assert.Contains("in place of 4 bytes a call", page, StringComparison.Ordinal);
        // As the system counts them, they are a small part.
        page = Page(Cause.CpuKernelIo, facts with { Window = Plain with { Volume = new IoVolume(Seconds, 10_000 * 128 * 1024L, 0, 5000, 5000, 0, 0, 0) } });
        Assert.DoesNotContain("`/a`", page, StringComparison.Ordinal);
        Says(page, "There are 1,000 such calls a second.", "- Calls move 128 KiB each already: move less, or move it without copying.");
        Assert.DoesNotContain("Larger buffers", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_that_only_open_and_look_are_not_told_of_buffers()
    {
        var page = Page(Cause.CpuKernelIo, Facts() with { Files = [File("/a", Calls("stat", 60), Calls("open", 30))] });
        Says(page, "- 100 % of the calls open, inspect, list or delete: keep files open, and ask once.");
        Assert.DoesNotContain("Larger buffers", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_have_their_rate_their_mean_and_how_many_are_under_way()
    {
        EndpointUsage peer = new("api.example", 443, "https", 100, 5, 9, 0.05, 0.08, 0.2, 1, true);
        var page = Page(Cause.Network, Facts() with { Endpoints = [peer] });
        Says(page, "There are 10 requests a second, 90 ms each on average.", "With 0.9 in flight on average they come one after the other.", "5 % of them fail.");
        Says(Page(Cause.Network, Facts() with { Endpoints = [peer with { Seconds = 90 }] }), "On average 9 are in flight.");
        EndpointUsage connects = new("10.0.0.1", 443, "tcp", 50, 0, 1, 0.01, 0.01, 0.02, 0.03, true);
        Says(Page(Cause.Network, Facts() with { Endpoints = [peer, connects] }), "There were 50 new connections for 100 requests: they are not kept.");
        Assert.DoesNotContain("not kept", Page(Cause.Network, Facts() with { Endpoints = [peer with { Operations = 1000 }, connects with { Operations = 10 }] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Locks_collections_and_the_pool_tell_what_the_runtime_counted()
    {
        var holder = new StateTimes();
        holder[ThreadState.FileSync] = 1;
        Says(
            Page(Cause.LockContention, Facts() with { Locks = new LockUsage(3, 60, [new LockWait("lock in App.Till.Serve()", 60, 3, []) { HeldOver = holder }]) }),
            "The lock was waited for 60 times, 3 s in sum.", "A wait takes 50 ms on average.", "While others wait, its holder mostly waits for an fsync.");
        Says(
            Page(Cause.Gc, Facts() with { Gc = new GcUsage(2, 40, 30, 5, 5, 0.3, 5e8) }),
            "There are 4 collections a second; they pause the program for 20 % of the time.", "The longest pause was 300 ms.", "The program allocates 47.7 MiB a second.",
            "- Of the collections 5 of 40 were full ones: what lives long is the matter. Bound the caches, and shorten lifetimes.");
        Says(
            Page(Cause.ThreadPoolStarvation, Facts() with { Pool = new ThreadPoolUsage(9, 7, 0, 300, 1000) }),
            "The pool had up to 9 workers.", "Up to 300 work items waited.", "It added workers 7 times because none made progress.");
    }

    [Fact]
    public void Who_keeps_the_processors_is_told_apart()
    {
        var quota = Page(Cause.CpuContention, Facts() with { Window = Plain with { Volume = new IoVolume(Seconds, 0, 0, 0, 0, 0, 0, 4) } });
        Says(quota, "Its control group's quota is used up: it was held back for 40 % of the time.");
        Assert.DoesNotContain("Other processes", quota, StringComparison.Ordinal);
        var neighbours = Page(Cause.CpuContention, Facts());
        Says(neighbours, "Other processes keep the processors busy.");
        Assert.DoesNotContain("quota", neighbours, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.0, "Only 1.0 of 8 processors are busy")]
    [InlineData(4.0, "On average 4.0 of 8 processors are busy")]
    [InlineData(7.9, "With 7.9 of 8 processors busy there is nothing to spread to")]
    public void Computing_tells_what_room_the_machine_has(double used, string says)
    {
        var page = Page(Cause.CpuUser, Facts() with { Window = Plain with { ProcessorsUsed = used, Processors = 8 } });
        Assert.Contains(says, page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "of 8 processors"));
    }

    [GeneratedRegex(@"\{(\w+)[|}]")]
    private static partial Regex Placeholder();
}
