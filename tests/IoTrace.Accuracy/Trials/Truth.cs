namespace IoTrace.Accuracy.Trials;

/// <summary>Where a program's time goes, by intervention; what is in neither share is waiting for something else.</summary>
/// <param name="Io">The share of the time that is gone when storage and peers cost nothing, 0 to 1.</param>
/// <param name="Cpu">The share that computing takes.</param>
internal sealed record Truth(double Io, double Cpu)
{
    /// <summary>From this share on a bound is right. Half decides; a tenth below it is still no error, as nobody measures this better.</summary>
    public const double Half = 0.4;

    /// <summary>Where both have this share, "mixed" is right, as on the dial of the suite.</summary>
    public const double Mixed = 0.3;

    /// <summary>The program computes whenever it does not wait for the storage or the peer.</summary>
    public static Truth OfIo(double io)
    {
        var share = Math.Clamp(io, 0, 1);
        return new Truth(share, 1 - share);
    }

    /// <summary>The bounds that are right, the best one first.</summary>
    public IReadOnlyList<string> Bounds
    {
        get
        {
            (string Bound, double Share)[] shares = [("io", Io), ("cpu", Cpu), ("neither", 1 - Io - Cpu)];
            List<string> right = [.. shares.Where(s => s.Share >= Half).OrderByDescending(s => s.Share).Select(s => s.Bound)];
            if (Math.Min(Io, Cpu) >= Mixed) right.Add("mixed");
            return right.Count > 0 ? right : [shares.MaxBy(s => s.Share).Bound];
        }
    }
}
