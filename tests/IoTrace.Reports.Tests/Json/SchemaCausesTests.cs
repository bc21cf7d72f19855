using System.Text.Json.Nodes;
using IoTrace.Analysis.Results;
using IoTrace.Reports.Json;

namespace IoTrace.Reports.Tests.Json;

/// <summary>The schema lists the causes by hand, for those who read it; the table of causes is what counts.</summary>
public sealed class SchemaCausesTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(JsonReport.Schema)!;

    [Fact]
    public void The_schema_names_every_cause_and_state() =>
        Assert.Multiple(
            () => Assert.Equal(Causes.All.Select(c => c.Name).Order(), Texts(Schema["$defs"]!["cause"]!["enum"]!).Order()),
            () => Assert.Equal(StateTimes.States.Select(s => s.Key()).Order(), Texts(Schema["$defs"]!["state"]!["enum"]!).Order()));

    [Fact]
    public void Each_bound_allows_its_own_causes_wherever_they_are_listed()
    {
        // Some states share their names with causes.
        var lists = Lists(Schema).Where(l => l.Any(t => Causes.All.Any(c => c.Name == t)) && !l.Contains(ThreadState.CpuUser.Key())).ToList();
        Assert.NotEmpty(lists);
        Assert.All(lists, list => Assert.True(
            Causes.All.Select(c => c.Name).ToHashSet().SetEquals(list) || Causes.All.GroupBy(c => c.Bound).Any(b => b.Select(c => c.Name).ToHashSet().SetEquals(list)),
            string.Join(' ', list)));
    }

    private static IEnumerable<string> Texts(JsonNode list) => list.AsArray().Select(n => n!.GetValue<string>());

    private static IEnumerable<List<string>> Lists(JsonNode? node) => node switch
    {
        JsonObject all => all.SelectMany(p => p is { Key: "enum", Value: JsonArray list } ? [[.. Texts(list)]] : Lists(p.Value)),
        JsonArray all => all.SelectMany(Lists),
        _ => [],
    };
}
