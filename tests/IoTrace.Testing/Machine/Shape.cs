namespace IoTrace.Testing;

/// <summary>Ways in which a program can live apart from the rest of the machine.</summary>
public enum Shape
{
    /// <summary>A PID namespace, with the files and the procfs of the machine.</summary>
    Processes,

    /// <summary>A mount namespace with a /tmp of its own, as PrivateTmp of systemd makes it.</summary>
    Mounts,

    /// <summary>Both, with a procfs of its own.</summary>
    Both,

    /// <summary>A root folder of its own, entered with chroot.</summary>
    Chroot,

    /// <summary>What a container runtime makes: all of its own, and the old root is gone.</summary>
    Container,

    /// <summary>A user namespace with all of the others in it.</summary>
    User,
}
