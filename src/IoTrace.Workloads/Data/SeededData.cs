using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IoTrace.Workloads.Data;

/// <summary>
/// Data that do not compress and of which every 8-byte word is known from the seed and its place alone (SplitMix64 in counter
/// mode), so that any part read can be checked without the whole.
/// </summary>
internal static class SeededData
{
    public const int WordSize = sizeof(ulong);
    private const int BlockSize = 1 << 20;

    /// <summary>The word that stands at a place, counted in words.</summary>
    public static ulong Word(int seed, long index)
    {
        // Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014.
        var z = ((ulong)(uint)seed << 32) + ((ulong)(index + 1) * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Fills a span with what stands at an offset that is a multiple of the word's size.</summary>
    public static void Fill(Span<byte> data, int seed, long offset)
    {
        var first = offset / WordSize;
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        for (var i = 0; i < words.Length; i++)
            words[i] = Word(seed, first + i);

        var rest = data[(words.Length * WordSize)..];
        Span<byte> last = stackalloc byte[WordSize];
        MemoryMarshal.Write(last, Word(seed, first + words.Length));
        last[..rest.Length].CopyTo(rest);
    }

    /// <summary>Makes a file unless it is there.</summary>
    public static void EnsureFile(string path, int seed, long size, CancellationToken stop)
    {
        if (File.Exists(path))
            return;

        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, preallocationSize: size);
        var block = new byte[Math.Min(BlockSize, size)];
        for (long offset = 0; offset < size; offset += block.Length)
        {
            stop.ThrowIfCancellationRequested();
            var part = block.AsSpan(0, (int)Math.Min(block.Length, size - offset));
            Fill(part, seed, offset);
            RandomAccess.Write(file, part, offset);
        }

        // Otherwise the write-back of the data would run into the first measurements.
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>The SHA-256 that a file of this seed and size has to have.</summary>
    public static string ExpectedHash(int seed, long size)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[BlockSize];
        for (long offset = 0; offset < size; offset += BlockSize)
        {
            var part = block.AsSpan(0, (int)Math.Min(BlockSize, size - offset));
            Fill(part, seed, offset);
            hash.AppendData(part);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>The SHA-256 of a file.</summary>
    public static string HashOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        return Convert.ToHexString(SHA256.HashData(stream));
    }
}
