using System.Text;

using IoTrace.Reports.Comparison;
using IoTrace.Workloads.Comparison;

namespace IoTrace.Cli.Commands;

/// <summary>Writes a comparison wherever it was asked for.</summary>
internal sealed class ComparisonWriter(ComparisonRequest request, Terminal terminal)
{
    public int Write(ComparisonResult result)
    {
        if (!request.Quiet && !request.StandardOutputTaken)
            ComparisonPage.Write(result, terminal.Output, Terminal.ReportOptions(request.NoColor));

        int[] codes =
        [
            To(request.Save, () => ComparisonFile.Of(result)), To(request.Json, () => ComparisonFile.Of(result)),
            To(request.Markdown, () => Encoding.UTF8.GetBytes(ComparisonMarkdown.Of(result))),
        ];
        return codes.Max();
    }

    private int To(string? path, Func<byte[]> content) => path switch
    {
        null => ExitCode.Ok,
        _ when StandardOutput.Is(path) => ResultOutput.WriteToStandard(stream => stream.Write(content()), terminal),
        _ => ResultOutput.Write(path, stream => stream.Write(content()), terminal),
    };
}
