namespace IoTrace.Testing;

/// <summary>Runs programs in namespaces of their own, made with unshare(1). What is mounted there goes with them.</summary>
public static class Namespaces
{
    private static readonly Lazy<string?> _unavailable = new(Try);

    // A /tmp of its own, in which the folder that the program needs is still to be seen where it was.
    private const string OwnTemporary = """
        mount --bind "$1" /mnt && mount -t tmpfs none /tmp || exit 99
        case $1 in /tmp/*) mkdir -p "$1" && mount --move /mnt "$1" || exit 99;; esac
        shift
        exec "$@"
        """;

    // The folders of a machine that a .NET program needs; links, such as that of /lib, are laid as they are.
    private const string MakeRoot = """
        mount -t tmpfs none /mnt || exit 99
        for folder in usr lib lib64 bin sbin etc dev sys "$1"; do
          folder=${folder#/}
          [ -e "/$folder" ] || continue
          if [ -L "/$folder" ]; then cp -P "/$folder" "/mnt/$folder"; else mkdir -p "/mnt/$folder" && mount --rbind "/$folder" "/mnt/$folder" || exit 99; fi
        done
        shift
        mkdir -p /mnt/tmp /mnt/proc /mnt/old; chmod 1777 /mnt/tmp
        mount -t proc proc /mnt/proc || mount --rbind /proc /mnt/proc || exit 99

        """;

    /// <summary>Why none can be made here; null where they can.</summary>
    public static string? Unavailable => _unavailable.Value;

    /// <summary>The command that runs another one in there; the last process of the chain is the program itself.</summary>
    /// <param name="folder">What it needs besides the machine's own folders.</param>
    public static IReadOnlyList<string> Command(Shape shape, string folder, IReadOnlyList<string> command) => shape switch
    {
        Shape.Processes => ["unshare", "--pid", "--fork", "--kill-child", "--", .. command],
        Shape.Mounts => ["unshare", "--mount", "--", .. Shell(OwnTemporary, [folder, .. command])],
        Shape.Both => ["unshare", "--pid", "--fork", "--kill-child", "--mount", "--mount-proc", "--", .. Shell(OwnTemporary, [folder, .. command])],
        Shape.Chroot => ["unshare", "--mount", "--", .. Shell(MakeRoot + "exec chroot /mnt \"$@\"", [folder, .. command])],
        Shape.Container =>
            ["unshare", "--pid", "--fork", "--kill-child", "--mount", "--", .. Shell(MakeRoot + "cd /mnt && pivot_root . old && cd / && umount -l /old && exec \"$@\"", [folder, .. command])],
        Shape.User =>
            ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount", "--mount-proc", "--", .. Shell(OwnTemporary, [folder, .. command])],
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    private static string[] Shell(string script, IReadOnlyList<string> arguments) => ["sh", "-c", script, "sh", .. arguments];

    private static string? Try() =>
        !Environment.IsPrivilegedProcess ? "needs root"
        : Probe.Command("unshare", "--pid", "--fork", "--mount", "--mount-proc", "sh", "-c", "mount -t tmpfs none /tmp");
}
