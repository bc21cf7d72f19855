using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>Locks that threads waited for.</summary>
internal static class LocksSection
{
    private const int Most = 5;

    public static void Write(Diagnosis diagnosis, Page page)
    {
        if (diagnosis.Locks is not { Count: > 0 } locks)
            return;

        page.Heading("Locks", $"{Quantity.Things(locks.Count, "wait")}, {Quantity.Duration(locks.ContentionSeconds)} in all");
        var table = new Table(2, new Column("waited for at", Right: false, Fit.Method), new Column("waits"), new Column("time"));
        foreach (var wait in locks.Locks.IsDefault ? [] : locks.Locks.Take(Most))
        {
            table.Add(new Run(wait.Name, Palette.Strong), Quantity.Count(wait.Count), Quantity.Duration(wait.Seconds));
        }

        table.Write(page);
        More.Write(page, locks.Locks.IsDefault ? 0 : locks.Locks.Length - Most, "lock");
    }
}
