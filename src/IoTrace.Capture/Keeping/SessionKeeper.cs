using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

using IoTrace.Capture.Guard;
using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Keeping;

/// <summary>
/// The tool's side of its keeper: a second process, which ends the sessions in the targets when this one is stopped. A runtime waits at its
/// end for the reader of its events, so a target could not end as long as this process does not run.
/// </summary>
public static class SessionKeeper
{
    /// <summary>The first word of the keeper's command line.</summary>
    public const string Word = "--keep-sessions";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Ended = [];
    private static int control = -1;
    private static int sessions;
    private static Timer? beats;

    /// <summary>Runs the keeper, where that is what the command line asks for; null otherwise.</summary>
    public static int? Run(IReadOnlyList<string> arguments) =>
        OperatingSystem.IsLinux() && arguments is [Word, var number] && int.TryParse(number, CultureInfo.InvariantCulture, out var descriptor)
            ? new KeeperProcess(descriptor, LibC.ParentProcess()).Run()
            : null;

    /// <summary>Starts the keeper, once in a process. Without one, where it cannot be started, the sessions are as they are.</summary>
    internal static void Ensure()
    {
        lock (Gate)
        {
            if (beats is null && OperatingSystem.IsLinux() && OwnCommand.IsKnown && LibC.OpenSocketPair(out var ours, out var theirs))
            {
                LibC.Bequeath(theirs);
                control = Start(theirs) ? ours : -1;
                _ = LibC.Close(theirs);
                beats = new Timer(_ => Tell(KeeperMessage.Alive), state: null, Beat, Beat);
            }
        }
    }

    /// <summary>A session has begun. Its number.</summary>
    internal static int Begin(int target, int connection)
    {
        var number = Interlocked.Increment(ref sessions);
        Tell(KeeperMessage.Begun, number, target, connection);
        return number;
    }

    /// <summary>A session is over; the keeper lets go of its connection.</summary>
    internal static void End(int session) => Tell(KeeperMessage.Over, session);

    /// <summary>A gate is there; the keeper opens it when this process is stopped.</summary>
    internal static void AddGate(int descriptor) => Tell(KeeperMessage.Gate, descriptor);

    /// <summary>Whether the keeper has ended a session.</summary>
    internal static bool HasEnded(int session)
    {
        lock (Gate)
        {
            Span<int> message = stackalloc int[1];
            while (control >= 0 && LibC.ReceiveMessage(control, message, out _) > 0)
            {
                Ended.Add(message[0]);
            }

            return Ended.Contains(session);
        }
    }

    private static bool Start(int descriptor)
    {
        var (command, words) = OwnCommand.With([Word, descriptor.ToString(CultureInfo.InvariantCulture)]);
        var start = new ProcessStartInfo(command, words) { UseShellExecute = false, WorkingDirectory = "/" };
        // Nobody is to profile it, and it needs next to nothing.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = "2000000";
        try
        {
            using var process = Process.Start(start)!;
            LibC.LetBorrow(process.Id);
            // What is launched meanwhile comes first.
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
            return true;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }

    private static void Tell(KeeperMessage message, int one = 0, int other = 0, int descriptor = -1)
    {
        if (control >= 0)
        {
            _ = LibC.SendMessage(control, [(int)message, one, other], descriptor);
        }
    }
}
