using System.Reflection;

namespace IoTrace.Reports.Tests.Support;

internal static class ProjectDirectory
{
    private static readonly string Root = typeof(ProjectDirectory).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectDirectory").Value!;

    public static string Combine(params string[] parts) => Path.Combine([Root, .. parts]);
}
