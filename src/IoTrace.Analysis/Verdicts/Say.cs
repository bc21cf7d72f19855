using System.Globalization;

namespace IoTrace.Analysis.Verdicts;

/// <summary>Figures inside sentences.</summary>
internal static class Say
{
    /// <summary>Smaller shares would read as 0 % or, rounded up, as 1 %.</summary>
    private const double OnePercent = 0.01;

    /// <summary>0.914 as "91 %"; small shares keep a digit, so that they are not said to be nothing.</summary>
    public static string Percent(double share) => share is > 0 and < OnePercent
        ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %")
        : string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    /// <summary>Seconds with three digits.</summary>
    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.###} s");

    /// <summary>A count with thousands parted.</summary>
    public static string Count(double count) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0}");
}
