using System.Globalization;

namespace IoTrace.Reports.Tests.Support;

/// <summary>Makes a culture the current one for a while.</summary>
internal sealed class Culture : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    public Culture(string name) => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);

    /// <summary>The invariant culture; one that writes 1.234,5; one with other digits, signs and calendar; one whose i has no dot.</summary>
    public static string[] Names { get; } = ["", "de-DE", "fa-IR", "tr-TR"];

    public void Dispose() => CultureInfo.CurrentCulture = before;
}
