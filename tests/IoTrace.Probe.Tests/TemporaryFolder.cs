namespace IoTrace.Probe.Tests;

/// <summary>A folder of its own for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("iotrace-probe-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>By rm, since .NET cannot name files whose names are no UTF-8.</summary>
    public void Dispose()
    {
        using var remove = System.Diagnostics.Process.Start("rm", ["-rf", Path]);
        remove.WaitForExit();
    }
}
