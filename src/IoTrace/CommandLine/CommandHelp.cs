using System.Reflection;

using Cocona.Command;
using Cocona.Help;
using Cocona.Help.DocumentModel;

namespace IoTrace.Cli.CommandLine;

/// <summary>What the help of a command says: its usage, arguments, options in groups, and examples.</summary>
internal sealed class CommandHelp : ICoconaCommandHelpProvider
{
    private const string OwnOptions = "Options:";

    public HelpMessage CreateCommandHelp(CommandDescriptor command, IReadOnlyList<CommandDescriptor> subCommandStack)
    {
        var name = string.Join(' ', [CommandWords.Tool, .. subCommandStack.Select(c => c.Name), command.Name]);
        var docs = CommandDocs.Of(command);
        var help = Begin($"{name} {docs.Usage}".TrimEnd(), command.Description);
        if (command.Arguments.Count > 0)
            help.Children.Add(List("Arguments:", command.Arguments.Select(a => ($"<{a.Name}>", a.Description))));

        var groups = command.Parameters.OfType<CommandParameterSetDescriptor>()
            .GroupBy(set => set.ParameterSetType.GetCustomAttribute<HelpGroupAttribute>()?.Title ?? OwnOptions, set => set.Members.Select(m => m.ParameterDescriptor).OfType<CommandOptionDescriptor>());
        foreach (var group in groups)
        {
            var options = group.SelectMany(o => o).Where(o => !o.IsHidden).Select(o => (Label(o), o.Description)).ToList();
            if (options.Count > 0)
                help.Children.Add(List(group.Key, options));
        }

        if (docs.Examples.Length > 0)
            help.Children.Add(Section("Examples:", new HelpPreformattedText(string.Join('\n', docs.Examples.Select(e => $"  {CommandWords.Tool} {e}")))));

        return help;
    }

    public HelpMessage CreateCommandsIndexHelp(CommandCollection commandCollection, IReadOnlyList<CommandDescriptor> subCommandStack)
    {
        var name = string.Join(' ', [CommandWords.Tool, .. subCommandStack.Select(c => c.Name)]);
        var isRoot = subCommandStack.Count == 0;
        var help = Begin($"{name} <command> [options]", isRoot ? Messages.Description : subCommandStack[^1].Description);
        var commands = commandCollection.All.Where(c => !c.IsHidden && !c.IsPrimaryCommand).ToList();
        help.Children.Add(List("Commands:", commands.Select(c => (c.Name, c.Description))));
        List<(string, string)> options = [("-h, --help", "Show help; also of a command.")];
        if (isRoot)
            options.AddRange([("--version", "Show the version and the commit it was built from."), ("--verbose", "Show each step with its time, and the stack of an unexpected error.")]);

        help.Children.Add(List(OwnOptions, options));
        var examples = commands.Select(c => CommandDocs.Of(c).Examples).Where(e => e.Length > 0).Select(e => $"  {CommandWords.Tool} {e[0]}").ToList();
        if (examples.Count > 0)
            help.Children.Add(Section("Examples:", new HelpPreformattedText(string.Join('\n', examples))));

        if (isRoot)
        {
            help.Children.Add(new HelpSection(new HelpDescription("`iotrace <command> --help` shows its options and examples.")));
            if (ToolBuild.Documentation is { } folder)
                help.Children.Add(Section("Documentation:", new HelpPreformattedText($"  {folder}")));
        }

        return help;
    }

    public HelpMessage CreateVersionHelp() => new(new HelpSection(new HelpDescription(ToolBuild.Version)));

    private static HelpMessage Begin(string usage, string description) => new(
        new HelpSection(HelpSectionId.Usage, new HelpPreformattedText($"Usage: {usage}")), new HelpSection(HelpSectionId.Description, new HelpDescription(description)));

    private static HelpSection List(string title, IEnumerable<(string Label, string Text)> items) =>
        Section(title, new HelpLabelDescriptionList([.. items.Select(i => new HelpLabelDescriptionListItem(i.Label, i.Text))]));

    private static HelpSection Section(string title, ICoconaHelpFlowContent content) => new(new HelpHeading(title), content);

    private static string Label(CommandOptionDescriptor option) =>
        string.Join(", ", [.. option.ShortName.Select(c => $"-{c}"), $"--{option.Name}"]) + (option.UnwrappedOptionType == typeof(bool) ? "" : $" <{option.ValueName}>");
}
