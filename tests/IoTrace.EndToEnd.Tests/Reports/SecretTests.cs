using System.IO.Compression;
using System.Text;

using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Reports;

/// <summary>Arguments of the target may be secrets: they are in nothing that is written, unless asked for.</summary>
public sealed class SecretTests
{
    private const string Secret = "hunter2-secret";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Arguments_are_in_no_report_and_no_recording_unless_asked_for(bool asked)
    {
        using var folder = new TempFolder();
        string[] options = asked ? ["--include-arguments"] : [];
        var result = await Tool.RunAsync([
            "launch", .. options, "--details", "-o", folder.At("app.iotrace"), "--json", folder.At("app.json"), "--markdown", folder.At("app.md"), "--html", folder.At("app.html"),
            "--", TargetProcess.Executable, "lock-io", "--seconds", "1", "--note", Secret]);
        Assert.True(result.ExitCode == 0, result.ToString());
        ZipFile.ExtractToDirectory(folder.At("app.iotrace"), folder.At("unpacked"));

        Assert.Equal(asked, (await File.ReadAllTextAsync(folder.At("app.json"))).Contains(Secret, StringComparison.Ordinal));
        var holding = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Where(Holds).Select(Path.GetFileName).ToList();
        Assert.True(asked == holding.Count > 0, string.Join(' ', holding));
        Assert.Equal(asked, holding.Contains("runtime.nettrace"));
    }

    private static bool Holds(string file)
    {
        var bytes = File.ReadAllBytes(file).AsSpan();
        return bytes.IndexOf(Encoding.UTF8.GetBytes(Secret)) >= 0 || bytes.IndexOf(Encoding.Unicode.GetBytes(Secret)) >= 0;
    }
}
