using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>Which files, pipes and terminals are waited for, and what is done to them.</summary>
internal static class FilesSection
{
    private const int Most = 8;
    private const int MostFolders = 4;

    public static void Write(Diagnosis diagnosis, Page page)
    {
        if (diagnosis.Files.IsDefaultOrEmpty)
            return;

        page.Heading("Files", Legend(diagnosis.Files.Take(Most)));
        var files = new Table(2, new Column("path", Right: false, Fit.Path), new Column("waited"), new Column("95 % interval", Drop: 1), new Column("of waits"));
        foreach (var file in diagnosis.Files.Take(Most))
        {
            files.Add(
                new Run(file.Path, Palette.Strong),
                Estimate.Of(file.WaitSeconds, file.Exact),
                new Run(Estimate.Interval(file), Palette.Dim),
                Quantity.PercentInColumn(file.WaitShare));
            files.Note(page =>
            {
                if (!file.CallSites.IsDefaultOrEmpty && file.CallSites[0].Frames is [var frame, ..])
                    page.WriteLine(new Run("    " + Shortening.Method($"from {page.Safe(frame)}", page.Width - 4, page.Ellipsis), Palette.Dim));
                ActivityLine.Write(file.Activities, page);
            });
        }

        files.Write(page);
        if (diagnosis.FileTotals is { Files: > Most } totals)
            WriteTotals(totals, page);
        else
            More.Write(page, diagnosis.Files.Length - Most, "file");
        WriteOperations(diagnosis, page);
    }

    /// <summary>What was done to all files, also those that are not listed, and where they are.</summary>
    private static void WriteTotals(FileTotals totals, Page page)
    {
        page.Blank();
        var folders = new Table(
            2, new Column("all files, by folder", Right: false, Fit.Path), new Column("files"), new Column("time"), new Column("operations", Right: false));
        foreach (var folder in totals.Folders.Take(MostFolders))
            folders.Add(folder.Path.Length > 0 ? folder.Path : "(further folders)", Number(folder.Files, folder.AtLeast), Quantity.Duration(folder.Seconds), Wording.Operations(folder.Operations));
        folders.Add(new Run("all", Palette.Strong), Number(totals.Files, totals.AtLeast), Quantity.Duration(totals.Operations.Sum(o => o.Seconds)), Wording.Operations(totals.Operations));
        folders.Write(page);
    }

    private static string Number(long files, bool atLeast) => (atLeast ? "at least " : "") + Quantity.Count(files);

    private static string Legend(IEnumerable<FileUsage> files) =>
        files.All(file => file.Exact && file.Activities.IsDefaultOrEmpty) ? "exact" : files.Any(file => file.Exact) ? "exact; ~ estimate from samples" : "~ estimate from samples";

    private static void WriteOperations(Diagnosis diagnosis, Page page)
    {
        var operations = new Table(
            2,
            new Column("operations", Right: false, Fit.Path), new Column("", Right: false), new Column("count"),
            new Column("errors", Drop: 6), new Column("bytes", Drop: 5), new Column("time"),
            new Column("p50", Drop: 4), new Column("p90", Drop: 1), new Column("p99", Drop: 3), new Column("max", Drop: 2));
        foreach (var file in diagnosis.Files.Take(Most))
        {
            var name = FileName(file.Path);
            foreach (var use in file.Operations.IsDefault ? [] : file.Operations)
            {
                operations.Add(
                    name, use.Kind, Quantity.Count(use.Count),
                    use.Errors > 0 ? new Run(Quantity.Count(use.Errors), Palette.Bad) : "",
                    use.Bytes is { } bytes ? Quantity.Bytes(bytes) : "",
                    Quantity.Duration(use.Seconds), Time(use.P50), Time(use.P90), Time(use.P99), Time(use.Max));
                name = "";
            }
        }

        if (operations.HasRows)
            page.Blank();
        operations.Write(page);
    }

    private static string FileName(string path) => path[(path.TrimEnd('/').LastIndexOf('/') + 1)..];

    private static string Time(double? seconds) => seconds is { } known ? Quantity.Duration(known) : "";
}
