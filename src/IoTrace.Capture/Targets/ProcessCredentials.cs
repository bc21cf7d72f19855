using System.Globalization;

using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Targets;

/// <summary>As whom a process asks the kernel for files and threads.</summary>
internal sealed record ProcessCredentials(uint RealUser, uint FileUser, uint FileGroup, IReadOnlyList<uint> Groups, ulong Capabilities)
{
    private const int OverrideAccess = 1;
    private const int ReadAndSearch = 2;
    private const int Administrate = 21;
    private const int ExceedResources = 24;

    /// <summary>Whether no limit on the number of its user's threads holds it back.</summary>
    public bool ExceedsResources => RealUser == 0 || Has(ExceedResources) || Has(Administrate);

    /// <summary>Null when there is no such process.</summary>
    public static ProcessCredentials? Of(int pid)
    {
        // Real, effective, saved and file system id, in this order.
        var users = Numbers(ProcessFacts.StatusField(pid, "Uid"));
        var groups = Numbers(ProcessFacts.StatusField(pid, "Gid"));
        return users.Length == 4 && groups.Length == 4
            && ulong.TryParse(ProcessFacts.StatusField(pid, "CapEff"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var capabilities)
            ? new ProcessCredentials(users[0], users[3], groups[3], Numbers(ProcessFacts.StatusField(pid, "Groups")), capabilities)
            : null;
    }

    /// <summary>Whether it may read a file of which every link is resolved, and pass all folders above it. False where an access list may say otherwise.</summary>
    public bool MayRead(string path)
    {
        const uint Read = 4;
        const uint Search = 1;
        if (!May(path, Read))
        {
            return false;
        }

        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (!May(folder, Search))
            {
                return false;
            }
        }

        return true;
    }

    private bool May(string path, uint access)
    {
        const int OwnerShift = 6;
        const int GroupShift = 3;
        if (Has(OverrideAccess) || Has(ReadAndSearch))
        {
            return true;
        }

        if (LibC.Ownership(path) is not { } owned)
        {
            return false;
        }

        if (owned.User == FileUser)
        {
            return ((owned.Mode >> OwnerShift) & access) != 0;
        }

        var isGroup = owned.Group == FileGroup || Groups.Contains(owned.Group);
        return ((isGroup ? owned.Mode >> GroupShift : owned.Mode) & access) != 0 && !LibC.HasAccessList(path);
    }

    private bool Has(int capability) => (Capabilities & (1UL << capability)) != 0;

    private static uint[] Numbers(string? text) =>
        [.. (text ?? "").Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries).Select(number => uint.Parse(number, CultureInfo.InvariantCulture))];
}
