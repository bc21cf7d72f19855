using IoTrace.Analysis.Tests.Made;

namespace IoTrace.Analysis.Tests.Whole;

/// <summary>
/// Everything that is said of a program, to the last figure, is what it was when it was last looked through. What the other tests
/// ask for are properties; a change of anything else shows here, and is either a mistake or has to be accepted:
/// <c>IOTRACE_ACCEPT=1 dotnet test tests/IoTrace.Analysis.Tests --filter WholeDiagnosisTests</c> writes what is said now.
/// </summary>
public sealed class WholeDiagnosisTests
{
    private const string Accept = "IOTRACE_ACCEPT";

    public static TheoryData<string> Names() => [.. Programs.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_that_is_said_has_changed(string name)
    {
        var text = DiagnosisText.Of(Programs.All[name]().Diagnose());
        var file = Path.Combine("Whole", "Expected", name.Replace(' ', '-') + ".txt");
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(Path.Combine(Project(), file), text);
        }

        var expected = File.ReadAllText(Path.Combine(Environment.GetEnvironmentVariable(Accept) == "1" ? Project() : AppContext.BaseDirectory, file));
        var (was, now) = (expected.Split('\n'), text.Split('\n'));
        var line = Enumerable.Range(0, Math.Min(was.Length, now.Length)).FirstOrDefault(i => was[i] != now[i], Math.Min(was.Length, now.Length));
        Assert.True(expected == text, $"{name}, line {line + 1}: was\n  {was.ElementAtOrDefault(line)}\nand is\n  {now.ElementAtOrDefault(line)}\nSee the class for how to accept it.");
    }

    private static string Project()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!folder.EnumerateFiles("*.csproj").Any())
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
