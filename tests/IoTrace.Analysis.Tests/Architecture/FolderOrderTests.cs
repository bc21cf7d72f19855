using System.Reflection;

namespace IoTrace.Analysis.Tests.Architecture;

/// <summary>
/// Folders see only those before them, as far as that is so by now: by the types of fields, properties, parameters and results. What is missing from the list still
/// has a circle: the survey of stacks feeds the timeline, which the call sites are made of.
/// </summary>
public class FolderOrderTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string Root = typeof(Analyzer).Namespace!;

    [Theory]
    [InlineData("Results", "Results")]
    [InlineData("Observations", "Observations Results")]
    [InlineData("Waits", "Observations Results Timeline Waits")]
    [InlineData("Tallies", "Attribution Observations Results Timeline Tallies Waits")]
    public void A_folder_sees_only_those_before_it(string folder, string seen)
    {
        var allowed = seen.Split(' ').ToHashSet();
        var seeing = typeof(Analyzer).Assembly.GetTypes().Where(t => Folder(t) == folder)
            .SelectMany(t => Referenced(t).Select(r => (From: t.FullName, To: r))).Where(p => Folder(p.To) is { } to && !allowed.Contains(to))
            .Select(p => $"{p.From} sees {p.To.FullName}").Distinct();
        Assert.Empty(seeing);
    }

    [Fact]
    public void Nothing_before_the_verdicts_sees_them()
    {
        string[] before = ["Observations", "Results", "Timeline", "Waits", "Attribution", "Tallies"];
        var seeing = typeof(Analyzer).Assembly.GetTypes().Where(t => before.Contains(Folder(t)))
            .SelectMany(t => Referenced(t).Where(r => Folder(r) == "Verdicts").Select(r => $"{t.FullName} sees {r.FullName}"));
        Assert.Empty(seeing);
    }

    private static string? Folder(Type type)
    {
        var name = type.Namespace;
        return name?.StartsWith(Root + ".", StringComparison.Ordinal) == true ? name[(Root.Length + 1)..].Split('.')[0] : null;
    }

    private static IEnumerable<Type> Referenced(Type type) =>
        new[] { type.BaseType }.OfType<Type>().Concat(type.GetInterfaces())
            .Concat(type.GetFields(All).Select(f => f.FieldType))
            .Concat(type.GetProperties(All).Select(p => p.PropertyType))
            .Concat(type.GetConstructors(All).SelectMany(c => c.GetParameters()).Select(p => p.ParameterType))
            .Concat(type.GetMethods(All).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)))
            .SelectMany(Parts);

    private static IEnumerable<Type> Parts(Type type) => type switch
    {
        { HasElementType: true } => Parts(type.GetElementType()!),
        { IsGenericType: true } => type.GetGenericArguments().SelectMany(Parts).Append(type),
        _ => [type],
    };
}
