using System.Text.Json;

namespace IoTrace.Reports.Tests.Support;

/// <summary>A real Chromium, driven by browser/page.mjs through Playwright.</summary>
internal static class Browser
{
    private static readonly string[] Paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static bool HasNode => Exists("node");

    /// <summary>Opens and uses each page; an argument is <c>file.html=heading</c>. Skips the test where there is no browser.</summary>
    public static IReadOnlyList<PageResult> Use(string[] pages)
    {
        var chromium = Environment.GetEnvironmentVariable("IOTRACE_CHROMIUM") ?? Array.Find(Paths, File.Exists);
        Skip.If(chromium is null, "Chromium is not there (Debian's package is called chromium)");
        Skip.IfNot(HasNode, "node is not there");
        var folder = ProjectDirectory.Combine("browser");
        if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
        {
            var (installed, _, complaint) = Validators.Run("npm", ["ci", "--no-audit", "--no-fund", "--prefix", folder]);
            Assert.True(installed == 0, $"npm ci ended with {installed}: {complaint}");
        }

        var (code, output, errors) = Validators.Run("node", [Path.Combine(folder, "page.mjs"), chromium!, .. pages]);
        Assert.True(code == 0, $"page.mjs ended with {code}: {errors}");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<PageResult>(line, Options)!)];
    }

    private static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}

/// <summary>What was wrong with a page, and how fast it was.</summary>
internal sealed record PageResult(string Page, IReadOnlyList<string> Problems, double PaintMs, double InteractionMs);
