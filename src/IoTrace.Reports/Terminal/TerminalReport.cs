using IoTrace.Analysis.Results;
using IoTrace.Reports.Terminal.FirstScreen;
using IoTrace.Reports.Terminal.Sections;

namespace IoTrace.Reports.Terminal;

/// <summary>The report for a person at a terminal: one screen with the answer, or the whole report with the evidence for it.</summary>
public static class TerminalReport
{
    private static readonly Action<Diagnosis, Page>[] Sections =
    [
        VerdictSection.Write,
        WallClockSection.Write,
        PhasesSection.Write,
        WhatIfSection.Write,
        RequestsSection.Write,
        ThreadTimeSection.Write,
        FilesSection.Write,
        EndpointsSection.Write,
        CallSitesSection.Write,
        LocksSection.Write,
        RuntimeSection.Write,
        EvidenceSection.Write,
        AdviceSection.Write,
        QualitySection.Write,
    ];

    /// <summary>Writes the report. Output is a function of the three arguments: nothing is read from the environment.</summary>
    /// <param name="diagnosis">What to report.</param>
    /// <param name="output">Where to; left open.</param>
    /// <param name="options">What the terminal can do.</param>
    public static void Write(Diagnosis diagnosis, TextWriter output, TerminalOptions options)
    {
        var page = new Page(output, options);
        if (!options.Details)
        {
            Screen.Write(diagnosis, page);
            return;
        }

        foreach (var write in Sections)
        {
            write(diagnosis, page);
        }
    }
}
