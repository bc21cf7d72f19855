using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Tests.Timeline;

public class ThreadRolesTests
{
    [Theory]
    [InlineData(".NET TP Worker", ThreadRole.PoolWorker, false)]
    [InlineData(".NET ThreadPool", ThreadRole.PoolWorker, false)]
    [InlineData(".NET Timer", ThreadRole.Timer, true)]
    [InlineData(".NET Tiered Com", ThreadRole.TieredCompilation, true)]
    [InlineData(".NET Server GC", ThreadRole.Gc, true)]
    [InlineData(".NET BGC", ThreadRole.Gc, true)]
    [InlineData(".NET EventPipe", ThreadRole.Observer, true)]
    [InlineData(".NET Counter Po", ThreadRole.Observer, true)]
    [InlineData("IoTrace Probe", ThreadRole.Observer, true)]
    [InlineData(".NET Long Runni", ThreadRole.User, false)]
    [InlineData(".NET Sockets", ThreadRole.Service, true)]
    [InlineData("reader", ThreadRole.User, false)]
    [InlineData(null, ThreadRole.User, false)]
    public void A_name_tells_what_a_thread_is_for(string? name, ThreadRole role, bool serves)
    {
        Assert.Equal(role, ThreadRoles.Of(name, isMain: false, managed: true));
        Assert.Equal(role, ThreadRoles.Of(name, isMain: false, managed: null));
        Assert.Equal(serves, role.IsService());
        Assert.Equal(ThreadRole.Main, ThreadRoles.Of(name, isMain: true, managed: null));
    }

    [Fact]
    public void One_that_was_never_seen_with_managed_code_is_a_native_one()
    {
        Assert.Equal(ThreadRole.Native, ThreadRoles.Of("helper", isMain: false, managed: false));
        Assert.Equal(ThreadRole.PoolWorker, ThreadRoles.Of(".NET TP Worker", isMain: false, managed: false));
        Assert.True(ThreadRole.Native.IsService());
        Assert.False(ThreadRole.Main.IsService());
    }
}
