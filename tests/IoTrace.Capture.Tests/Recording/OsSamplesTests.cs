using IoTrace.Capture.Recording;

namespace IoTrace.Capture.Tests.Recording;

public class OsSamplesTests
{
    private static List<Observation> RandomObservations(int seed, int count)
    {
        var random = new Random(seed);
        var at = random.NextInt64(0, long.MaxValue / 4);
        var observations = new List<Observation>();
        for (var i = 0; i < count; i++)
        {
            // Mostly forwards by some milliseconds; at times by nothing, and at times by hours.
            at += random.Next(10) switch { 0 => 0, 1 => random.NextInt64(1L << 42), _ => random.Next(10_000_000) };
            var now = new Timestamp(at);
            observations.Add(random.Next(10) switch
            {
                8 => new NeighboursSeen(now, new Duration(random.NextInt64(-1_000_000_000, 1L << 60))),
                7 or 9 => new TcpLook(now, random.Next(2) == 0, [.. Enumerable.Range(0, random.Next(4)).Select(_ => Sample(random, now))]),
                6 => new SurroundingsSeen(now, random.Next(), random.Next(), random.Next()) { LocalPeers = random.Next(2) * random.Next() },
                0 => new ThreadNamed(now, new ThreadId(random.Next()), Text(random)),
                1 => new ResourceSeen(now, new ResourceId(random.Next()), (ResourceKind)random.Next(6), Text(random)),
                2 => new ProcessUsage(now, Big(random), Big(random), Big(random), Big(random), Big(random), Big(random), new Duration(Big(random)), random.Next(2) == 0 ? null : new Duration(Big(random))),
                _ => new ThreadSweep(now, [.. Enumerable.Range(0, random.Next(8)).Select(_ => Snapshot(random))]),
            });
        }

        return observations;
    }

    private static TcpSample Sample(Random random, Timestamp at)
    {
        Duration Some() => new(random.NextInt64(-1, 1L << 42));
        var asked = at + Some();
        var connection = random.Next(1, 4);
        return new TcpSample(
            connection, $"10.0.0.{random.Next(3)}:{connection}", (TcpKind)random.Next(16), asked, asked + Some(), Some(), Some(), Some(), Big(random), Big(random), Big(random), random.Next(), random.Next());
    }

    private static ThreadSnapshot Snapshot(Random random)
    {
        var (user, kernel) = random.Next(2) == 0 ? (-1, -1) : (random.Next(), random.Next());
        var call = (SystemCallKind)random.Next(19);
        return new ThreadSnapshot(
            new ThreadId(random.Next(1, 5)), Time(random), Time(random), call, random.Next(2) == 0,
            new ResourceId(random.Next(3) == 0 ? 0 : random.Next()), random.Next(3) == 0 ? 0 : (ulong)random.NextInt64(long.MinValue, long.MaxValue),
            user, kernel, random.Next(4) == 0)
        { Timeslices = Big(random), CallHidden = call == SystemCallKind.Hidden || random.Next(2) == 0 };
    }

    /// <summary>As long as machines run: up to 36 years.</summary>
    private static Duration Time(Random random) => new(random.Next(2) == 0 ? random.Next() : random.NextInt64(1L << 60));

    private static long Big(Random random) => random.Next(3) switch { 0 => random.Next(100), 1 => random.NextInt64(long.MaxValue), _ => random.Next() };

    private static string Text(Random random) => random.Next(4) switch
    {
        0 => "",
        1 => "/srv/ünïcode/日本.log",
        2 => "a\nb\0c" + new string('x', random.Next(300)),
        _ => "/proc/self",
    };

    private static byte[] Written(IEnumerable<Observation> observations)
    {
        var stream = new MemoryStream();
        using (var writer = new OsSampleWriter(stream))
        {
            foreach (var observation in observations)
            {
                writer.Write(observation);
            }

            writer.Complete(default);
        }

        return stream.ToArray();
    }

    private static List<Observation> Read(byte[] bytes) => [.. OsSampleReader.Read(new MemoryStream(bytes))];

    private static void AssertSame(Observation expected, Observation actual)
    {
        if (expected is ThreadSweep sweep)
        {
            Assert.Equal(sweep.At, actual.At);
            Assert.Equal<ThreadSnapshot>(sweep.Changed.AsEnumerable(), Assert.IsType<ThreadSweep>(actual).Changed.AsEnumerable());
            return;
        }

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var observations = RandomObservations(seed, 40);
            var read = Read(Written(observations));
            Assert.Equal(observations.Count, read.Count);
            foreach (var (expected, actual) in observations.Zip(read))
            {
                AssertSame(expected, actual);
            }
        }
    }

    [Fact]
    public void A_file_that_stops_anywhere_gives_what_came_before_and_says_so()
    {
        var observations = RandomObservations(5, 30);
        var bytes = Written(observations);
        for (var length = 0; length < bytes.Length; length++)
        {
            var read = Read(bytes[..length]);
            Assert.IsType<StreamTruncated>(read.Last());
            foreach (var (expected, actual) in observations.Zip(read.Where(o => o is not StreamTruncated)))
            {
                AssertSame(expected, actual);
            }
        }
    }

    [Fact]
    public void A_damaged_file_is_truncated_or_of_another_format_and_never_anything_else()
    {
        var random = new Random(11);
        for (var i = 0; i < 3000; i++)
        {
            var bytes = Written(RandomObservations(i, 6));
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var failure = Record.Exception(() => OsSampleReader.Read(new MemoryStream(bytes)).Take(100_000).Count());
            Assert.True(failure is null or InvalidDataException, $"seed {i}: {failure}");
        }
    }

    [Fact]
    public void A_count_that_is_too_large_takes_no_memory()
    {
        // Magic, a sweep, time 0, 2^31-1 snapshots, end.
        byte[] bytes = [.. "IOS5"u8, 1, 0, 0xff, 0xff, 0xff, 0xff, 0x07];
        Assert.IsType<StreamTruncated>(Assert.Single(Read(bytes)));
    }

    [Fact]
    public void A_name_of_negative_length_is_damage()
    {
        // Magic, a name, time 0, thread 1, length -1.
        byte[] bytes = [.. "IOS5"u8, 2, 0, 1, 0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0];
        Assert.IsType<StreamTruncated>(Assert.Single(Read(bytes)));
    }

    /// <summary>The analysis has a meaning of its own for thread 0, and nothing may come under it twice.</summary>
    [Theory]
    [InlineData(new byte[] { 1, 0, 1, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 1, 0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 2, 0, 0, 1, (byte)'x', 0, 0 })]
    public void A_thread_id_that_the_kernel_never_gives_is_damage(byte[] record) =>
        Assert.IsType<StreamTruncated>(Assert.Single(Read([.. "IOS5"u8, .. record])));

    [Theory]
    [InlineData("IOS3")]
    [InlineData("PK\u0003\u0004")]
    public void Another_format_is_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => Read(System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void What_does_not_come_from_the_system_is_not_written() =>
        Assert.Throws<ArgumentException>(() => Written([new GcPauseEnded(default)]));

    [Fact]
    public void A_file_of_an_older_format_is_refused_with_both_versions()
    {
        var failure = Assert.Throws<InvalidDataException>(() => Read([.. "IOS4"u8, 5, 0]));
        Assert.Contains("version 4", failure.Message, StringComparison.Ordinal);
        Assert.Contains("version 5", failure.Message, StringComparison.Ordinal);
    }
}
