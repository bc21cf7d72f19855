namespace IoTrace.Analysis.Verdicts.Figures;

/// <summary>How much a read or write moves, and whether larger ones would be fewer.</summary>
internal static class CallSize
{
    /// <summary>
    /// From here on a call's overhead is small beside what it moves, and larger ones gain next to nothing: at the bounds of
    /// <c>KernelIoRule</c> 3 µs beside 65 µs of copying.
    /// </summary>
    private const double Large = 64 * 1024;

    /// <summary>What <c>FileStream</c> has unless it is told otherwise.</summary>
    private const string Usual = "4 KiB";

    /// <param name="bytes">Per call on average; null where not known.</param>
    public static IEnumerable<(string Name, string? Value)> Of(double? bytes)
    {
        yield return ("bytes", bytes is { } known ? Amount.Bytes(known) : null);
        yield return ("smallCall", bytes switch { null => Usual, < Large => Amount.Bytes(bytes.Value), _ => null });
        yield return ("largeCall", bytes >= Large ? Amount.Bytes(bytes.Value) : null);
    }
}
