using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Targets;

/// <summary>A .NET process on this machine.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="Name">The application's name: the assembly that <c>dotnet</c> runs, or the executable.</param>
/// <param name="RuntimeVersion">The runtime's version, where its files tell.</param>
/// <param name="User">Who runs it.</param>
/// <param name="State">The kernel's state letter of its main thread.</param>
/// <param name="CommandLine">Its command line, arguments parted by spaces.</param>
/// <param name="Obstacle">What is in the way of attaching; null when nothing is.</param>
public sealed record ProcessInfo(
    int Pid, string Name, string? RuntimeVersion, string User, char State, string CommandLine, Obstacle? Obstacle)
{
    /// <summary>Where it lives, where it sees another machine than we do; null where it does not.</summary>
    public TargetPlace? Place { get; init; }
}

/// <summary>What is in the way of attaching, and what to do about it.</summary>
public sealed record Obstacle(string Reason, string Remedy);
