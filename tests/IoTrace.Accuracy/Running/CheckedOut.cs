namespace IoTrace.Accuracy.Running;

/// <summary>The repository as it is checked out.</summary>
internal static class CheckedOut
{
    private static readonly Lazy<string?> _commit = new(() =>
    {
        var result = ToolRunner.Run("git", "-C", Programs.Repository, "rev-parse", "--short", "HEAD");
        return result.ExitCode == 0 ? result.Output.Trim() : null;
    });

    /// <summary>The commit; null where there is no repository.</summary>
    public static string? Commit => _commit.Value;
}
