using IoTrace.Capture.Recording;
using IoTrace.Capture.Runtime;

namespace IoTrace.Capture.Tests.Recording;

public class TimeOrderTests
{
    private static ContentionEnded At(long at, int thread) => new ContentionEnded(new Timestamp(at), new ThreadId(thread));

    [Fact]
    public void Streams_merge_into_one_in_the_order_of_time_without_losses()
    {
        var random = new Random(3);
        var streams = Enumerable.Range(0, 5).Select(s => Enumerable.Range(0, s * 100).Select(_ => random.NextInt64(1000)).Order().Select(Observation (t) => At(t, s)).ToList()).ToArray();
        var merged = TimeOrder.Merge([.. streams]).ToList();
        Assert.Equal(streams.Sum(s => s.Count), merged.Count);
        Assert.All(merged.Zip(merged.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At));
        Assert.Equal(streams.SelectMany(s => s).GroupBy(o => o).Count(), merged.Distinct().Count());
    }

    [Fact]
    public void At_the_same_time_the_first_stream_comes_first() =>
        Assert.Equal<Observation>([At(1, 1), At(1, 2), At(2, 1), At(2, 2)], TimeOrder.Merge([At(1, 1), At(2, 1)], [At(1, 2), At(2, 2)]));

    [Fact]
    public void No_streams_are_an_empty_one() => Assert.Empty(TimeOrder.Merge([], []));

    [Fact]
    public void Leaving_early_ends_every_stream()
    {
        var ended = 0;
        IEnumerable<Observation> Endless(int id)
        {
            try
            {
                for (var i = 0L; ; i++)
                {
                    yield return At(i, id);
                }
            }
            finally
            {
                ended++;
            }
        }

        Assert.Equal(10, TimeOrder.Merge(Endless(1), Endless(2)).Take(10).Count());
        Assert.Equal(2, ended);
    }

    [Fact]
    public void A_source_that_pushes_can_be_pulled_from_in_order()
    {
        var pulled = PushToPull.Run(emit =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                emit(At(i, 1));
            }
        });
        Assert.Equal(Enumerable.Range(0, 50_000).Select(i => (long)i), pulled.Select(o => o.At.Nanoseconds));
    }

    [Fact]
    public void What_the_source_throws_comes_out_behind_what_it_emitted()
    {
        var pulled = new List<Observation>();
        var failure = Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var observation in PushToPull.Run(emit =>
            {
                emit(At(1, 1));
                throw new InvalidDataException("broken");
            }))
            {
                pulled.Add(observation);
            }
        });
        Assert.Equal("broken", failure.Message);
        Assert.Single(pulled);
    }

    [Fact]
    public void An_abandoned_source_is_stopped()
    {
        Exception? inside = null;
        var ended = false;
        var first = PushToPull.Run(emit =>
        {
            try
            {
                for (var i = 0L; ; i++)
                {
                    emit(At(i, 1));
                }
            }
            catch (OperationCanceledException e)
            {
                inside = e;
                throw;
            }
            finally
            {
                ended = true;
            }
        }).First();
        Assert.Equal(At(0, 1), first);
        Assert.True(ended);
        Assert.NotNull(inside);
    }
}
