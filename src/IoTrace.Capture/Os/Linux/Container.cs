namespace IoTrace.Capture.Os.Linux;

/// <summary>Names the container of a process by the path of its control group, as docker, podman, Kubernetes, lxc and systemd lay them out.</summary>
internal static class Container
{
    private const string Service = "systemd ";

    /// <summary>An id in full.</summary>
    private const int IdLength = 64;

    /// <summary>As many digits of it as their own tools show.</summary>
    private const int ShownLength = 12;

    /// <summary>Its kind and its name; null where the groups tell of none.</summary>
    public static string? Of(int pid) => StatusFile.Lines(ProcPath.ControlGroups(pid)).Select(NameOf).FirstOrDefault(name => name is not null);

    /// <summary>Whether it is no container, but a service of systemd.</summary>
    public static bool IsService(string name) => name.StartsWith(Service, StringComparison.Ordinal);

    /// <param name="group">A line of the file: a number, controllers, the path.</param>
    internal static string? NameOf(string group)
    {
        var steps = group.Split(':', 3)[^1].Split('/');
        // Innermost first: a container may run in another one.
        for (var i = steps.Length - 1; i > 0; i--)
        {
            if (NameOf(steps[i], steps[i - 1], steps) is { } name)
            {
                return name;
            }
        }

        return null;
    }

    private static string? NameOf(string step, string parent, string[] steps)
    {
        var (stem, suffix) = (Path.GetFileNameWithoutExtension(step), Path.GetExtension(step));
        var (kind, id) = (stem.LastIndexOf('-') is > 0 and var dash ? stem[..dash] : "", stem[(stem.LastIndexOf('-') + 1)..]);
        if (id.Length == IdLength && id.All(char.IsAsciiHexDigitLower))
        {
            return $"{Kind(kind.Length > 0 ? kind : parent, steps)} {id[..ShownLength]}";
        }

        return suffix switch
        {
            ".scope" when stem.StartsWith("machine-", StringComparison.Ordinal) => $"systemd-nspawn {stem["machine-".Length..]}",
            ".service" when stem.StartsWith("systemd-nspawn@", StringComparison.Ordinal) => $"systemd-nspawn {stem["systemd-nspawn@".Length..]}",
            ".service" => Service + step,
            _ when step.StartsWith("lxc.payload.", StringComparison.Ordinal) => $"lxc {step["lxc.payload.".Length..]}",
            _ when parent == "lxc" => $"lxc {step}",
            _ => null,
        };
    }

    private static string Kind(string maker, string[] steps) => maker switch
    {
        _ when steps.Any(step => step.StartsWith("kubepods", StringComparison.Ordinal)) => "Kubernetes",
        "docker" => "docker",
        "libpod" => "podman",
        "cri-containerd" => "containerd",
        "crio" => "cri-o",
        _ => "container",
    };
}
