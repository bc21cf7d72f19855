using System.Diagnostics;
using System.Globalization;

using IoTrace.Capture.Os.Linux;
using IoTrace.Capture.Recording;
using IoTrace.Capture.Targets;

namespace IoTrace.Capture.Keeping;

/// <summary>
/// The keeper: holds the connection of each session besides the tool, and ends them when the tool does not run. It ends with the tool, by
/// which its own connections are closed.
/// </summary>
/// <param name="control">Where the tool's messages come from.</param>
/// <param name="tool">The tool's process id.</param>
internal sealed class KeeperProcess(int control, int tool)
{
    private const int LookMilliseconds = 500;

    /// <summary>A tool that is only short of CPU time is heard from sooner.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private readonly Dictionary<int, Session> sessions = [];
    private readonly HashSet<int> gates = [];
    private long heard = Stopwatch.GetTimestamp();

    /// <summary>Runs until the tool ends.</summary>
    public int Run()
    {
        Detach();
        for (var looksStopped = 0; TakeMessages();)
        {
            looksStopped = ProcessFacts.State(tool) is 'T' or 't' ? looksStopped + 1 : 0;
            if (looksStopped > 1 || Stopwatch.GetElapsedTime(heard) > Silence)
            {
                EndSessions();
                EndRequests();
                OpenGates();
            }

            LibC.WaitForInput(control, LookMilliseconds);
        }

        // The tool removes its own unless it was killed.
        Leftovers.Remove();
        return 0;
    }

    /// <summary>What a terminal or a caller of the tool does is no matter of this process.</summary>
    private static void Detach()
    {
        const int Streams = 3;
        _ = LibC.StartSession();
        for (var stream = 0; stream < Streams; stream++)
        {
            if (LibC.OpenForReading("/dev/null") is var nothing && nothing != stream)
            {
                LibC.MoveDescriptor(nothing, stream);
            }
        }
    }

    /// <summary>False when the tool is gone.</summary>
    private bool TakeMessages()
    {
        Span<int> message = stackalloc int[3];
        while (true)
        {
            var count = LibC.ReceiveMessage(control, message, out var descriptor);
            if (count <= 0)
            {
                return count < 0;
            }

            heard = Stopwatch.GetTimestamp();
            Take((KeeperMessage)message[0], message[1], message[2], descriptor);
        }
    }

    private void Take(KeeperMessage message, int number, int target, int descriptor)
    {
        switch (message)
        {
            case KeeperMessage.Begun when descriptor >= 0:
                sessions[number] = new Session(target, descriptor);
                break;
            case KeeperMessage.Over when sessions.Remove(number, out var session):
                _ = LibC.Close(session.Connection);
                break;
            case KeeperMessage.Gate:
                gates.Add(number);
                break;
        }
    }

    private void EndSessions()
    {
        // A target that is stopped as well, as both are by a Ctrl+Z, is not held up.
        foreach (var (number, session) in sessions.Where(one => ProcessFacts.State(one.Value.Target) is not ('T' or 't')).ToList())
        {
            // Told before it happens: the tool asks when it sees the end.
            _ = LibC.SendMessage(control, [number]);
            _ = LibC.EndConnection(session.Connection);
            _ = LibC.Close(session.Connection);
            _ = sessions.Remove(number);
        }
    }

    /// <summary>
    /// Ends the connections that the tool has not told of: the runtime has begun a session on one already when it answers, and waits for a reader
    /// before the tool has read that answer.
    /// </summary>
    private void EndRequests()
    {
        var process = LibC.OpenProcess(tool);
        foreach (var path in process < 0 ? [] : ProcessFacts.Descriptors(tool).ToList())
        {
            if (LibC.Borrow(process, int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture)) is var socket && socket < 0)
            {
                continue;
            }

            if (LibC.PeerPath(socket) is { } server && DiagnosticSocket.IsName(server) && ProcessFacts.State(LibC.PeerProcess(socket)) is not ('T' or 't'))
            {
                _ = LibC.EndConnection(socket);
            }

            _ = LibC.Close(socket);
        }

        _ = process < 0 ? 0 : LibC.Close(process);
    }

    /// <summary>A runtime at the gate goes on as soon as it reads something.</summary>
    private void OpenGates()
    {
        foreach (var gate in gates)
        {
            LibC.WriteNothing(ProcPath.Descriptor(tool, gate));
        }
    }

    private readonly record struct Session(int Target, int Connection);
}
