namespace IoTrace.Workloads.Data;

/// <summary>
/// The numbers below a count in a random order, each once, without a table: a Feistel network over the next power of four,
/// walked until it is in range (Black and Rogaway, Ciphers with arbitrary finite domains, 2002).
/// </summary>
internal sealed class Permutation
{
    private const int Rounds = 4;
    private readonly long count;
    private readonly int seed;
    private readonly int halfBits;

    public Permutation(long count, int seed)
    {
        (this.count, this.seed) = (count, seed);
        halfBits = 1;
        while (1L << (2 * halfBits) < count)
            halfBits++;
    }

    /// <summary>The number at a place.</summary>
    public long At(long place)
    {
        do
            place = Encrypt(place);
        while (place >= count);
        return place;
    }

    private long Encrypt(long value)
    {
        var mask = (1L << halfBits) - 1;
        var (left, right) = (value >> halfBits, value & mask);
        for (var round = 0; round < Rounds; round++)
            (left, right) = (right, left ^ ((long)SeededData.Word(seed + round, right) & mask));

        return (left << halfBits) | right;
    }
}
