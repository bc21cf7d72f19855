namespace IoTrace.Cli.CommandLine;

/// <summary>The heading in a command's help under which the options of a parameter set stand.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class HelpGroupAttribute(string title) : Attribute
{
    public string Title { get; } = title;
}
