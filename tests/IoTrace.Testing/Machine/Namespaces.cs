namespace IoTrace.Testing;

/// <summary>Runs programs in namespaces of their own, made with unshare(1). What is mounted there goes with them.</summary>
public static class Namespaces
{
    private static readonly Lazy<string?> _unavailable = new(Try);

    // The folders of a machine that a .NET program needs; links, such as that of /lib, are laid as they are.
    private const string MakeRoot = """
        root=$(mktemp -d /dev/shm/root-XXXXXX) && mount -t tmpfs none "$root" || exit 99
        for folder in usr lib lib64 bin sbin etc dev sys "$1"; do
          folder=${folder#/}
          [ -e "/$folder" ] || continue
          if [ -L "/$folder" ]; then cp -P "/$folder" "$root/$folder"; else mkdir -p "$root/$folder" && mount --rbind "/$folder" "$root/$folder" || exit 99; fi
        done
        shift
        mkdir -p -m 1777 "$root/tmp"; mkdir -p "$root/proc" "$root/old" "$root/var/tmp"
        mount -t proc proc "$root/proc" || mount --rbind /proc "$root/proc" || exit 99
        """;

    /// <summary>Why none can be made here; null where they can.</summary>
    public static string? Unavailable => _unavailable.Value;

    /// <summary>The command that runs another one in there; the last process of the chain is the program itself.</summary>
    /// <param name="folder">What it needs besides the machine's own folders.</param>
    public static IReadOnlyList<string> Command(Shape shape, string folder, IReadOnlyList<string> command) => shape switch
    {
        Shape.Processes => ["unshare", "--pid", "--fork", "--kill-child", "--", .. command],
        Shape.Mounts => ["unshare", "--mount", "--", .. Shell("mount -t tmpfs none /tmp && exec \"$@\"", command)],
        Shape.Both => ["unshare", "--pid", "--fork", "--kill-child", "--mount", "--mount-proc", "--", .. Shell("mount -t tmpfs none /tmp && exec \"$@\"", command)],
        Shape.Chroot => ["unshare", "--mount", "--", .. Shell(MakeRoot + "\nexec chroot \"$root\" \"$@\"", [folder, .. command])],
        Shape.Container =>
            ["unshare", "--pid", "--fork", "--kill-child", "--mount", "--", .. Shell(MakeRoot + "\ncd \"$root\" && pivot_root . old && cd / && umount -l /old && exec \"$@\"", [folder, .. command])],
        Shape.User =>
            ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount", "--mount-proc", "--", .. Shell("mount -t tmpfs none /tmp && exec \"$@\"", command)],
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    private static string[] Shell(string script, IReadOnlyList<string> arguments) => ["sh", "-c", script, "sh", .. arguments];

    private static string? Try() =>
        !Environment.IsPrivilegedProcess ? "needs root"
        : Probe.Command("unshare", "--pid", "--fork", "--mount", "--mount-proc", "sh", "-c", "mount -t tmpfs none /tmp");
}
