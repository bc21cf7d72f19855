using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>The thread-time budget in a line or two.</summary>
internal static class ThreadTimeSection
{
    public static void Write(Diagnosis diagnosis, Page page)
    {
        var total = diagnosis.ThreadTime.Total;
        if (!(total > 0))
            return;

        page.Heading("Thread time", $"{Quantity.Duration(total)} over all threads");
        page.WriteText("  ", StateList.Of(diagnosis.ThreadTime));
    }
}
