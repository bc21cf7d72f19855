using System.Globalization;

namespace IoTrace.Accuracy.Reporting;

/// <summary>How figures are written.</summary>
internal static class Figures
{
    public static string Number(double? value) => value is { } there && !double.IsNaN(there) ? there.ToString("F2", CultureInfo.InvariantCulture) : "-";

    /// <summary>A share as points of a hundred.</summary>
    public static string Points(double? share) => Number(share * 100);
}
