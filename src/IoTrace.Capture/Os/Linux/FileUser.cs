namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// Touches files as another user, who may do no more than the user may, whatever is laid in the way. It holds for one thread (setfsuid(2)): each
/// action has one of its own, which ends with it.
/// </summary>
internal static class FileUser
{
    /// <summary>A file system that does not answer for so long, such as one that a process in a container serves, is left alone.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Runs an action; false when it did not end in time, and perhaps never will.</summary>
    /// <exception cref="IOException">The action failed, or this process may not act as that user.</exception>
    public static bool TryRun(uint user, uint group, Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Become(user, group);
                action();
            }
            catch (IOException e)
            {
                failure = e;
            }
        })
        { IsBackground = true, Name = "iotrace files" };
        thread.Start();
        if (!thread.Join(Limit))
        {
            return false;
        }

        return failure is null ? true : throw new IOException(failure.Message, failure);
    }

    private static void Become(uint user, uint group)
    {
        if (user == LibC.EffectiveUser())
        {
            return;
        }

        // The group first: once the user is another one, it may not be changed any more.
        _ = LibC.SetFileGroup(group);
        _ = LibC.SetFileUser(user);
        if (LibC.SetFileUser(uint.MaxValue) != (int)user)
        {
            throw new IOException($"this user may not act as {LibC.UserName(user)}");
        }
    }
}
