using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Tests.Os.Linux;

public class ContainerTests
{
    private const string Id = "3f2a9c1b4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8";

    [Theory]
    [InlineData("0::/system.slice/docker-" + Id + ".scope", "docker 3f2a9c1b4d5e")]
    [InlineData("4:memory:/docker/" + Id, "docker 3f2a9c1b4d5e")]
    [InlineData("4:memory:/docker/" + Id + "/init.scope", "docker 3f2a9c1b4d5e")]
    [InlineData("0::/machine.slice/libpod-" + Id + ".scope/container", "podman 3f2a9c1b4d5e")]
    [InlineData("0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod7f1e.slice/cri-containerd-" + Id + ".scope", "Kubernetes 3f2a9c1b4d5e")]
    [InlineData("9:cpu,cpuacct:/kubepods/burstable/pod7f1e-22/" + Id, "Kubernetes 3f2a9c1b4d5e")]
    [InlineData("0::/system.slice/cri-containerd-" + Id + ".scope", "containerd 3f2a9c1b4d5e")]
    [InlineData("0::/some/" + Id, "container 3f2a9c1b4d5e")]
    [InlineData("0::/machine.slice/machine-web.scope/payload", "systemd-nspawn web")]
    [InlineData("0::/machine.slice/systemd-nspawn@web.service/payload", "systemd-nspawn web")]
    [InlineData("0::/lxc.payload.web/system.slice/app.service", "systemd app.service")]
    [InlineData("5:devices:/lxc/web", "lxc web")]
    [InlineData("0::/lxc.payload.web", "lxc web")]
    [InlineData("0::/system.slice/app.service", "systemd app.service")]
    [InlineData("0::/user.slice/user-1000.slice/session-3.scope", null)]
    [InlineData("0::/", null)]
    [InlineData("", null)]
    [InlineData("0::/docker/short", null)]
    public void The_group_names_the_container(string group, string? name) => Assert.Equal(name, Container.NameOf(group));

    [Fact]
    public void A_process_of_this_machine_has_the_place_that_we_have()
    {
        var place = TargetPlace.Of(Environment.ProcessId);
        Assert.Equal((Environment.ProcessId, "/", false), (place.InnerPid, place.Root, place.HasOwnFiles));
        Assert.Equal("/tmp/x", place.Seen("/tmp/x"));
        Assert.Equal("/data/x", (place with { Root = "/srv/jail" }).Seen("/srv/jail/data/x"));
        Assert.Equal("/srv/jailer/x", (place with { Root = "/srv/jail" }).Seen("/srv/jailer/x"));
        Assert.Equal(Environment.ProcessId, TargetPlace.Of(Environment.ProcessId).InnerPid);
        Assert.Equal(int.MaxValue, TargetPlace.Of(int.MaxValue).InnerPid);
    }
}
