using System.Text;
using IoTrace.Cli.CommandLine;

namespace IoTrace.Cli.Tests.Support;

/// <summary>What one command line did, run within the test's own process.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static async Task<CommandRun> OfAsync(params string[] words)
    {
        var (output, error, bytes) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" }, new MemoryStream());
        var code = await CommandLineApp.RunAsync(words, new Terminal(output, error, () => bytes));
        return new CommandRun(code, output.ToString() + Encoding.UTF8.GetString(bytes.ToArray()), error.ToString());
    }
}
