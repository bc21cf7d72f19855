using System.Globalization;

namespace IoTrace.Testing.Target;

/// <summary>The arguments after the mode: <c>--name value</c>, <c>--flag</c>, and the rest by position.</summary>
internal sealed class Options
{
    private static readonly string[] _flags = ["async", "cold", "undumpable"];
    private readonly Dictionary<string, string> _named = [];
    private readonly List<string> _positional = [];

    public Options(IReadOnlyList<string> arguments)
    {
        Raw = arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal)) _positional.Add(arguments[i]);
            else if (_flags.Contains(arguments[i][2..])) _named[arguments[i][2..]] = "true";
            else _named[arguments[i][2..]] = i + 1 < arguments.Count ? arguments[++i] : "";
        }
    }

    /// <summary>The arguments as they came.</summary>
    public IReadOnlyList<string> Raw { get; }

    public bool Has(string flag) => _named.ContainsKey(flag);

    public string? Text(string name) => _named.GetValueOrDefault(name);

    public string Required(string name) => Text(name) ?? throw new ArgumentException($"this mode needs --{name}");

    public int Number(string name, int otherwise) =>
        Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public double Real(string name, double otherwise) =>
        Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Reads "50ms", "0.2s" or plain milliseconds.</summary>
    public TimeSpan Time(string name, double otherwiseMilliseconds)
    {
        var text = Text(name);
        if (text is null) return TimeSpan.FromMilliseconds(otherwiseMilliseconds);
        if (text.EndsWith("ms", StringComparison.Ordinal)) return TimeSpan.FromMilliseconds(Parse(text[..^2]));
        if (text.EndsWith('s')) return TimeSpan.FromSeconds(Parse(text[..^1]));
        return TimeSpan.FromMilliseconds(Parse(text));

        static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);
    }

    public int Position(int index, int otherwise) =>
        index < _positional.Count ? int.Parse(_positional[index], CultureInfo.InvariantCulture) : otherwise;

    public string? PositionText(int index) => index < _positional.Count ? _positional[index] : null;
}
