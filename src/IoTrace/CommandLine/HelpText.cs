using System.Text;

using Cocona.Help;
using Cocona.Help.DocumentModel;

namespace IoTrace.Cli.CommandLine;

/// <summary>Help as text, broken into lines at spaces. It takes no terminal library: help is there as soon as the runtime is.</summary>
/// <param name="columns">Width of the terminal.</param>
internal sealed class HelpText(int columns) : ICoconaHelpRenderer
{
    private const int Narrowest = 40;
    private const int Widest = 100;
    private const int Gap = 2;

    /// <summary>A longer label gets a line of its own.</summary>
    private const int LongestLabel = 28;

    private readonly int width = Math.Clamp(columns, Narrowest, Widest);

    public string Render(HelpMessage message)
    {
        var text = new StringBuilder();
        foreach (var section in message.Children)
        {
            if (text.Length > 0)
                text.Append('\n');

            foreach (var content in section.Children)
                Append(text, content);
        }

        return text.ToString();
    }

    private void Append(StringBuilder text, ICoconaHelpContent content)
    {
        switch (content)
        {
            case HelpHeading heading:
                text.Append(heading.Content).Append('\n');
                break;
            case HelpPreformattedText whole:
                text.Append(whole.Content).Append('\n');
                break;
            case HelpParagraph paragraph:
                Append(text, "", 0, paragraph.Content);
                break;
            case HelpLabelDescriptionList list:
                var indent = Math.Min(list.Items.Max(i => i.Label.Length), LongestLabel) + (2 * Gap);
                foreach (var item in list.Items)
                    Append(text, $"{new string(' ', Gap)}{item.Label}", indent, item.Description);

                break;
            default:
                throw new NotSupportedException($"No help has a {content.GetType()}.");
        }
    }

    private void Append(StringBuilder text, string label, int indent, string words)
    {
        var line = new StringBuilder(label);
        if (label.Length > indent - Gap && label.Length > 0)
        {
            text.Append(label).Append('\n');
            line.Clear();
        }

        var isEmpty = true;
        foreach (var word in words.Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > width)
            {
                text.Append(line).Append('\n');
                line.Clear();
                isEmpty = true;
            }

            line.Append(isEmpty ? new string(' ', Math.Max(0, indent - line.Length)) : " ").Append(word);
            isEmpty = false;
        }

        text.Append(line).Append('\n');
    }
}
