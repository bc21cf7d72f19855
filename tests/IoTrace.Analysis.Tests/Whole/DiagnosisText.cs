using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace IoTrace.Analysis.Tests.Whole;

/// <summary>A diagnosis in lines: every name and figure of every record, to four digits. Sentences are left out: they have tests of their own.</summary>
internal static class DiagnosisText
{
    private const string Indent = "  ";

    private static readonly HashSet<(Type Of, string Name)> Sentences =
    [
        (typeof(Verdict), nameof(Verdict.Summary)), (typeof(Evidence), nameof(Evidence.Text)), (typeof(Advice), nameof(Advice.Title)), (typeof(Advice), nameof(Advice.Text)),
        (typeof(CollectorStatus), nameof(CollectorStatus.Reason)), (typeof(CollectorStatus), nameof(CollectorStatus.Remedy)), (typeof(Quality), nameof(Quality.Notes)),
    ];

    public static string Of(Diagnosis diagnosis)
    {
        var text = new StringBuilder();
        foreach (var property in Properties(typeof(Diagnosis)))
        {
            Write(text, property.Name, property.GetValue(diagnosis), "");
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, string name, object? value, string indent)
    {
        text.Append(indent).Append(name).Append(':');
        if (value is not string && value is IEnumerable items && Figure(value) is null)
        {
            text.Append('\n');
            foreach (var item in items)
            {
                Write(text, "-", item, indent + Indent);
            }

            return;
        }

        if (Figure(value) is { } figure)
        {
            text.Append(' ').Append(figure).Append('\n');
            return;
        }

        var figures = Properties(value!.GetType()).Select(p => (p.Name, Value: p.GetValue(value))).ToList();
        text.AppendJoin("", figures.Where(f => Figure(f.Value) is not null).Select(f => $" {f.Name} {Figure(f.Value)};")).Append('\n');
        foreach (var (part, of) in figures.Where(f => Figure(f.Value) is null))
        {
            Write(text, part, of, indent + Indent);
        }
    }

    /// <summary>What fits a line; null for records and lists of records.</summary>
    private static string? Figure(object? value) => value switch
    {
        null => "-",
        string text => $"\"{text.ReplaceLineEndings(" ")}\"",
        double number => number.ToString("G4", CultureInfo.InvariantCulture),
        StateTimes times => string.Join(' ', StateTimes.States.Where(s => times[s] != 0).Select(s => $"{s}={Figure(times[s])}")),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IEnumerable<string> texts => string.Join(" < ", texts),
        IEnumerable { } none when !none.Cast<object>().Any() => "none",
        IEnumerable<CauseShare> shares => string.Join(' ', shares.Where(s => s.Share != 0).Select(s => $"{s.Cause}={Figure(s.Share)}")),
        IEnumerable<Cause> causes => string.Join(' ', causes),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        bool yes => yes ? "yes" : "no",
        _ => null,
    };

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name != "EqualityContract" && !Sentences.Contains((type, p.Name))).OrderBy(p => p.MetadataToken);
}
