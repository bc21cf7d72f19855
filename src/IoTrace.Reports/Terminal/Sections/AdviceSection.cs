using System.Globalization;
using IoTrace.Analysis.Results;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>What to try, in this order.</summary>
internal static class AdviceSection
{
    public static void Write(Diagnosis diagnosis, Page page)
    {
        if (diagnosis.Advice.IsDefaultOrEmpty)
            return;

        page.Heading("What to try");
        for (var i = 0; i < diagnosis.Advice.Length; i++)
        {
            if (i > 0)
                page.Blank();
            page.WriteText((i + 1).ToString(CultureInfo.InvariantCulture).PadLeft(3) + " ", new Run(diagnosis.Advice[i].Title, Palette.Strong));
            MarkdownText.Write(page, diagnosis.Advice[i].Text, 4);
        }
    }
}
