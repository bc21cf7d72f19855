using System.Reflection;

namespace IoTrace.EndToEnd.Tests.Support;

/// <summary>Where the sources are that these tests belong to.</summary>
internal static class Repository
{
    private static readonly string _root = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryDirectory").Value!;

    public static string At(params string[] parts) => Path.Combine([_root, .. parts]);
}
