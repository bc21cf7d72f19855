using Cocona.Command;

namespace IoTrace.Cli.CommandLine;

/// <summary>What the help of a command says besides its options.</summary>
/// <param name="Usage">What stands behind the command's name.</param>
/// <param name="Examples">Whole command lines, without <c>iotrace</c>.</param>
internal sealed record CommandDocs(string Usage, params string[] Examples)
{
    private static readonly CommandDocs None = new("");

    public static CommandDocs Of(CommandDescriptor command) => command.Metadata.OfType<CommandDocs>().FirstOrDefault() ?? None;
}
