using System.Runtime.InteropServices;

using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Capture.Targets;

/// <summary>
/// The variables that name the profilers a runtime loads besides its main one (.NET 6 and later). A file that is no library is passed
/// over without a word.
/// </summary>
internal static class ProfilerVariables
{
    private const string Enable = "CORECLR_ENABLE_NOTIFICATION_PROFILERS";
    private const string List = "CORECLR_NOTIFICATION_PROFILERS";

    /// <summary>An identity that no profiler has.</summary>
    private const string ClassId = "{5a7f2f0e-7f0b-4e0c-9d8a-3f1f6b1c2d4e}";

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3);

    /// <summary>The first of these that is set is the one that the runtime reads.</summary>
    private static readonly string[] Lists =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? [List + "_ARM64", List + "_64", List] : [List + "_64", List];

    /// <summary>Puts a path before the profilers that the user has asked for.</summary>
    public static void Add(IDictionary<string, string?> environment, string path)
    {
        var name = ListIn(one => environment.TryGetValue(one, out var value) ? value : null);
        // Where they are switched off, the user's own stay off. The semicolon at the end is needed up to .NET 10.
        var own = environment.TryGetValue(Enable, out var enabled) && enabled is not null and not "0" ? environment[name] : null;
        environment[name] = $"{path}={ClassId};{own}";
        environment[Enable] = "1";
    }

    /// <summary>
    /// Puts the variables back inside a runtime that has not run its program yet, so that neither the program nor its children see
    /// them. One that does not answer keeps them: that harms nobody.
    /// </summary>
    public static async Task RestoreAsync(DiagnosticPort port)
    {
        try
        {
            // The library's calls block without a limit of their own; a thread of their own keeps them out of the pool.
            await Task.Factory.StartNew(() => port.Use(Restore), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .WaitAsync(AnswerLimit).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DiagnosticsClientException or IOException or TimeoutException)
        {
            return;
        }
    }

    /// <summary>The same for a runtime that is not taken up.</summary>
    public static async Task RestoreAsync(int pid)
    {
        using var limit = new CancellationTokenSource(AnswerLimit);
        try
        {
            using var port = await DiagnosticPort.OpenAsync(pid, limit.Token).ConfigureAwait(false);
            await RestoreAsync(port).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IoTraceException or OperationCanceledException)
        {
            return;
        }
    }

    private static void Restore(DiagnosticsClient client)
    {
        // Only what was set: a runtime refuses to remove what is not there.
        string[] names = [ListIn(Environment.GetEnvironmentVariable), Enable];
        foreach (var name in names)
        {
            client.SetEnvironmentVariable(name, Environment.GetEnvironmentVariable(name));
        }
    }

    private static string ListIn(Func<string, string?> valueOf) => Lists.FirstOrDefault(one => valueOf(one) is not null) ?? List;
}
