using System.Text.Json.Nodes;

namespace IoTrace.EndToEnd.Tests.Support;

/// <summary>Finds where two JSON documents differ.</summary>
internal static class JsonDifference
{
    /// <summary>Path and both values of each difference; none for equal documents.</summary>
    public static IEnumerable<string> Between(JsonNode? one, JsonNode? other, string path = "$") => (one, other) switch
    {
        (JsonObject a, JsonObject b) => a.Select(p => p.Key).Union(b.Select(p => p.Key)).SelectMany(key => Between(a[key], b[key], $"{path}.{key}")),
        (JsonArray a, JsonArray b) when a.Count == b.Count => a.Zip(b).SelectMany((pair, i) => Between(pair.First, pair.Second, $"{path}[{i}]")),
        _ when JsonNode.DeepEquals(one, other) => [],
        _ => [$"{path}: {one?.ToJsonString() ?? "nothing"} and {other?.ToJsonString() ?? "nothing"}"],
    };
}
