using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Guard;

/// <summary>What a process knows that another one guards.</summary>
public static class GuardedProcess
{
    /// <summary>The exit code for a file that cannot be taken in; the guard looks for the part at fault then.</summary>
    public const int Broken = 70;

    internal const string RoleVariable = "IOTRACE_GUARDED";
    internal const string WithoutVariable = "IOTRACE_GUARDED_WITHOUT";

    /// <summary>What this process is to do.</summary>
    public static GuardRole Role { get; } = Enum.TryParse<GuardRole>(Environment.GetEnvironmentVariable(RoleVariable), out var role) ? role : GuardRole.None;

    /// <summary>The parts of its file that this process is to leave out.</summary>
    public static IReadOnlyCollection<string> Without { get; } =
        Environment.GetEnvironmentVariable(WithoutVariable)?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>To be called first: it must not outlive its guard, and leaves no memory dump of itself behind.</summary>
    public static void Enter()
    {
        if (OperatingSystem.IsLinux())
        {
            LibC.EndWithParent();
            LibC.LeaveNoDump();
        }
    }

    /// <summary>Says which part is read next, to the guard.</summary>
    public static void Begin(string part) => Console.Error.WriteLine(part);
}
