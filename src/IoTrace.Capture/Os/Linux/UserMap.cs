using System.Globalization;

namespace IoTrace.Capture.Os.Linux;

/// <summary>Who the users of a user namespace are outside of it (user_namespaces(7)).</summary>
internal static class UserMap
{
    /// <summary>The user who is root in the namespace of a process; our own root where that is not known.</summary>
    public static uint OuterRoot(int pid)
    {
        foreach (var line in StatusFile.Lines(ProcPath.UserMap(pid)))
        {
            // First id inside, first outside, how many.
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["0", var outer, _] && uint.TryParse(outer, CultureInfo.InvariantCulture, out var user))
            {
                return user;
            }
        }

        return 0;
    }
}
