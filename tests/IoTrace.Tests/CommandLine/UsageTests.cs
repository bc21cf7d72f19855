using IoTrace.Cli.Tests.Support;

namespace IoTrace.Cli.Tests.CommandLine;

/// <summary>A command line that is wrong is told so on standard error, with exit code 2, and nothing is done.</summary>
public sealed class UsageTests
{
    public static TheoryData<string, string> Wrong() => new()
    {
        // Misspelt and foreign options.
        { "attach 1 --probbe", "`iotrace attach` has no option '--probbe'. Did you mean --probe" },
        { "attach 1 --children", "`iotrace attach` has no option '--children'" },
        { "launch --nope -- true", "`iotrace launch` has no option '--nope'" },
        { "launch --json- x true", "`iotrace launch` has no option '--json-'" },
        { "launch dotnet build -c Release", "Put `--` before the command: iotrace launch [options] -- dotnet -c" },
        { "launch dotnet --version", "Put `--` before the command: iotrace launch [options] -- dotnet --version" },
        { "-d 5 attach 1", "must come after the command: iotrace attach -d." },
        { "--nope", "`iotrace` has no option '--nope'" },
        { "workload run copy-sync --bar", "`iotrace workload run` has no option '--bar'" },
        { "report x -o y", "`iotrace report` has no option '-o'" },
        { "ps -x", "`iotrace ps` has no option '-x'" },

        // Commands that are not there.
        { "attch 1", "attch" },
        { "workload lits", "lits" },

        { "collect -p 1", "`iotrace collect` is called `iotrace attach <pid or name>`" },
        { "monitor -p 1", "`iotrace monitor` is called" },
        { "convert x.nettrace", "`iotrace report <file>`" },

        // Values that are missing.
        { "attach", "iotrace attach" },
        { "attach 1 --json", "--json" },
        { "attach 1 -d", "-d" },
        { "launch", "iotrace launch" },
        { "launch --", "iotrace launch" },
        { "report", "Give the file to report on, or --schema." },
        { "workload run", "iotrace workload run" },
        { "workload compare", "Name at least two things to compare" },
        { "workload compare copy-sync", "Name at least two things to compare" },

        { "attach 1 --json --quiet", "'--json' needs a value: --json FILE|-" },
        { "attach 1 -d --quiet", "'-d' needs a value: -d TIME" },
        { "launch -d -- true", "'-d' needs a value" },
        { "attach 1 --quiet=yes", "'--quiet' takes no value" },
        { "attach 1 -q=yes", "'-q' takes no value" },

        // Values that are doubled, or that contradict each other.
        { "attach 1 -p 2", "More than one process is named." },
        { "attach -p 1 -n app", "More than one process is named." },
        { "attach 1 --probe --no-probe", "--probe and --no-probe contradict each other" },
        { "attach 1 --json a --json b", "--json" },
        { "attach 1 -d 1s --duration 2s", "-d" },

        // Values that are wrong.
        { "attach 1 -d 5x", "'5x' is not a duration" },
        { "attach 1 -d -5", "'-5' is not a duration" },
        { "attach 1 -d 0s", "'0s' is not a valid duration" },
        { "attach 1 -d 00:60:00", "'00:60:00' is not a duration" },
        { "attach 1 -d 200h -o x.nettrace", "'x.nettrace' would be an .iotrace recording under the name of another format" },
        { "report x --json=", "'--json' needs a name, and the one given is empty: --json FILE|-." },
        { "ps --json=", "'--json' needs a name" },
        { "compare true --with=", "'--with' needs a name" },
        { "completion fish", "There is no completion for 'fish'." },
        { "compare true false --name a --name b --name c", "--name is given more often than there are commands." },
        { "report x --fail-on-unknown", "--fail-on-unknown goes with --fail-on" },
        { "check 12x", "12x" },
        { "attach -p app", "'app' is not a process id" },
        { "report x --fail-on slow", "names no bound or cause" },
        { "workload run no-such", "no-such" },
        { "workload run copy-sync --size 5q", "5q" },
        { "workload run copy-sync --cpu 5s", "cpu" },
        { "workload run copy-sync --bare --json x", "--bare" },
        { "workload run copy-sync --bare --probe", "so --probe has no effect" },
        { "workload run copy-sync --bare --no-probe", "so --no-probe has no effect" },
        { "workload run copy-sync --bare --no-stacks", "so --no-stacks has no effect" },
        { "report --schema slow.iotrace", "--schema prints the schema and reads no recording, and 'slow.iotrace' was given" },
        { "workload compare copy-sync copy-async --runs 0", "runs" },
        { "workload compare copy-sync copy-async --threshold 5", "threshold" },
        { "workload compare copy-sync copy-async --baseline x", "'x' is not among what is compared" },
        { "workload compare --command true --command false --size 5MiB", "--size" },
        { "report no-such.iotrace", "no-such.iotrace" },
        { "report x --json - --markdown -", "one report at a time goes to standard output" },
        { "report x --json /no/such/folder/x", "/no/such/folder/x" },
        { "attach 999999999", "999999999" },
        { "attach no-such-program", "no-such-program" },

        // Arguments too many.
        { "ps extra", "extra" },
        { "attach 1 2", "2" },
        { "report a b", "b" },
        { "check 1 2", "2" },
        { "workload run copy-sync copy-async", "copy-async" },
        { "workload list extra", "extra" },

        // Words before the dashes.
        { "launch -d 5 dotnet run -- --verbose", "'dotnet' is an unexpected argument before `--`" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_told_without_a_screen_of_help(string line, string told)
    {
        var run = await CommandRun.OfAsync(line.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("iotrace: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
        // A name that is not there is followed by a list of those that are.
        if (!told.StartsWith("no-such-program", StringComparison.Ordinal) && !told.StartsWith("12x", StringComparison.Ordinal))
            Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("")]
    [InlineData("workload")]
    public async Task Without_a_command_the_help_is_shown_as_an_error(string line)
    {
        var run = await CommandRun.OfAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("Options:", run.Error, StringComparison.Ordinal);
        Assert.Contains(line.Length == 0 ? "attach" : "compare", run.Error, StringComparison.Ordinal);
    }
}
