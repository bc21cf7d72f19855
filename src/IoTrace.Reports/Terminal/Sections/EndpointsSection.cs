using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>Which network peers are waited for.</summary>
internal static class EndpointsSection
{
    private const int Most = 8;

    public static void Write(Diagnosis diagnosis, Page page)
    {
        if (diagnosis.Endpoints.IsDefaultOrEmpty)
            return;

        page.Heading("Network", "time in flight, summed over concurrent operations");
        var table = new Table(
            2,
            new Column("peer", Right: false, Fit.Text), new Column("", Right: false), new Column("count"), new Column("errors", Drop: 5),
            new Column("in flight"), new Column("p50", Drop: 4), new Column("p90", Drop: 1),
            new Column("p99", Drop: 3), new Column("max", Drop: 2));
        foreach (var peer in diagnosis.Endpoints.Take(Most))
        {
            table.Add(
                new Run(Wording.Address(peer), Palette.Strong), peer.Protocol,
                peer.Operations is { } count ? Quantity.Count(count) : "",
                peer.Errors is > 0 and var errors ? new Run(Quantity.Count(errors), Palette.Bad) : "",
                Estimate.Of(peer.Seconds, peer.Exact), Time(peer.P50), Time(peer.P90), Time(peer.P99), Time(peer.Max));
            table.Note(page => ActivityLine.Write(peer.Activities, page));
        }

        table.Write(page);
        More.Write(page, diagnosis.Endpoints.Length - Most, "peer");
    }

    private static string Time(double? seconds) => seconds is { } known ? Quantity.Duration(known) : "";
}
