using System.Globalization;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// What a process calls itself and its threads. In a PID namespace of its own these are other numbers than here: its diagnostic socket and the
/// runtime's events bear them, procfs does not.
/// </summary>
internal static class NamespaceIds
{
    private const string Field = "NSpid";

    /// <summary>The process's id in its innermost namespace; the same as here when it has none of its own, or is gone.</summary>
    public static int OfProcess(int pid) => Last(StatusFile.Field(ProcPath.Status(pid), Field)) ?? pid;

    /// <summary>A thread's id in there; null when it is gone.</summary>
    public static int? OfThread(int pid, int tid) => Last(StatusFile.Field(ProcPath.ThreadStatus(pid, tid), Field));

    /// <summary>The ids in all namespaces from that of procfs on, the innermost last.</summary>
    private static int? Last(string? ids) =>
        int.TryParse(ids?.Split('\t')[^1], CultureInfo.InvariantCulture, out var id) ? id : null;
}
