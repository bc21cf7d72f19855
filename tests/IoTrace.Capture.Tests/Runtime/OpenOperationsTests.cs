using IoTrace.Capture.Runtime;

namespace IoTrace.Capture.Tests.Runtime;

public class OpenOperationsTests
{
    private static readonly Guid Outer = Guid.NewGuid();
    private static readonly Guid Inner = Guid.NewGuid();

    private readonly OpenOperations open = new();

    [Fact]
    public void An_end_without_a_name_is_that_of_the_operation_its_thread_began_last()
    {
        open.Begin("dns", Outer, 7);
        open.Begin("dns", Inner, 7);
        open.Begin("dns", Guid.NewGuid(), 8);
        Assert.Equal(Inner, open.End("dns", Inner, 7));
        Assert.Equal(Outer, open.End("dns", Guid.Empty, 7));
    }

    [Fact]
    public void On_another_thread_it_is_that_of_the_last_one_of_its_kind()
    {
        open.Begin("dns", Outer, 7);
        open.Begin("http", Inner, 7);
        Assert.Equal(Outer, open.End("dns", Guid.Empty, 9));
        Assert.Equal(Inner, open.End("http", Guid.Empty, 9));
    }

    [Fact]
    public void An_end_keeps_its_name_also_where_its_beginning_was_not_seen()
    {
        open.Begin("dns", Outer, 7);
        Assert.Equal(Inner, open.End("dns", Inner, 7));
        Assert.Equal(Guid.Empty, open.End("http", Guid.Empty, 7));
        Assert.Equal(Outer, open.End("dns", Guid.Empty, 7));
    }

    [Fact]
    public void What_never_ends_is_forgotten_when_there_is_much_of_it()
    {
        open.Begin("dns", Outer, 7);
        for (var i = 0; i < 1024; i++)
        {
            open.Begin("dns", Guid.NewGuid(), 8);
        }

        Assert.NotEqual(Outer, open.End("dns", Guid.Empty, 7));
    }
}
