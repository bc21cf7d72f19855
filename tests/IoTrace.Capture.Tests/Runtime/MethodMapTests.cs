using IoTrace.Capture.Runtime;

namespace IoTrace.Capture.Tests.Runtime;

public class MethodMapTests
{
    private static string NameAt(MethodMap map, ulong address) => map.Name(map.Find(address));

    [Fact]
    public void Addresses_belong_to_the_method_whose_code_holds_them()
    {
        var map = new MethodMap();
        map.Add(0x1000, 0x100, "App.Program", "Main", "void  (class System.String[])");
        map.Add(0x2000, 0x10, "App.Program", "Other", "instance void  ()");
        Assert.Equal("App.Program.Main(String[])", NameAt(map, 0x1000));
        Assert.Equal("App.Program.Main(String[])", NameAt(map, 0x10ff));
        Assert.Equal("?", NameAt(map, 0x1100));
        Assert.Equal("?", NameAt(map, 0xfff));
        Assert.Equal("App.Program.Other()", NameAt(map, 0x2008));
        map.Add(0x1000, 0x100, "App.Later", "Code", "()");
        Assert.Equal("App.Later.Code()", NameAt(map, 0x1050));
        Assert.Equal(MethodMap.Unknown, map.Find(0));
    }

    [Fact]
    public void Code_without_place_or_length_is_left_out()
    {
        var map = new MethodMap();
        map.Add(0, 10, "A", "B", "()");
        map.Add(10, 0, "A", "B", "()");
        Assert.Equal("?", NameAt(map, 10));
    }

    [Fact]
    public void Precompiled_code_reaches_to_the_next_known_method()
    {
        var map = new MethodMap();
        map.AddPrecompiled(0x1000, "A", "First", "()");
        map.AddPrecompiled(0x3000, "A", "Second", "()");
        Assert.Equal("A.First()", NameAt(map, 0x2fff));
        Assert.Equal("A.Second()", NameAt(map, 0x3000));
        Assert.Equal("?", NameAt(map, 0x3000 + (1 << 20)));
    }

    [Theory]
    [InlineData("instance void  (int32,class System.String)", "N.T.M(int32, String)")]
    [InlineData("class System.Threading.Tasks.Task`1<int32>  (value class System.Span`1<unsigned int8>,int64)", "N.T.M(Span<…>, int64)")]
    [InlineData("void  (class System.Collections.Generic.Dictionary`2<class System.String,class System.Int32[]>,bool&)", "N.T.M(Dictionary<…>, bool&)")]
    [InlineData("void  (unsigned int8*,native int)", "N.T.M(unsigned int8*, native int)")]
    [InlineData("", "N.T.M()")]
    [InlineData("void", "N.T.M()")]
    public void Signatures_become_short(string signature, string expected)
    {
        var map = new MethodMap();
        map.Add(1, 1, "N.T", "M", signature);
        Assert.Equal(expected, NameAt(map, 1));
    }

    [Fact]
    public void Stacks_are_interned_and_named_outermost_first()
    {
        var map = new MethodMap();
        map.Add(0x1000, 0x100, "A", "Outer", "()");
        map.Add(0x2000, 0x100, "A", "Inner", "()");
        var stacks = new StackTable(map);
        var stack = stacks.Intern([0x2004, 0x1004]);
        Assert.Equal<string>(["A.Outer()", "A.Inner()"], stacks.Frames(stack).AsEnumerable());
        // Another place in the same methods is the same stack of methods.
        Assert.Equal(stack, stacks.Intern([0x2010, 0x1020]));
        Assert.NotEqual(stack, stacks.Intern([0x1004, 0x2004]));
        Assert.Equal(StackId.None, stacks.Intern([]));
        Assert.Empty(stacks.Frames(StackId.None));
    }

    [Fact]
    public void A_method_that_becomes_known_later_names_the_stacks_before()
    {
        var map = new MethodMap();
        var stacks = new StackTable(map);
        var stack = stacks.Intern([0x2004]);
        Assert.Equal<string>(["?"], stacks.Frames(stack).AsEnumerable());
        map.Add(0x2000, 0x100, "A", "Late", "()");
        Assert.Equal<string>(["A.Late()"], stacks.Frames(stack).AsEnumerable());
    }

    [Fact]
    public void Very_many_stacks_are_cut_to_their_outer_frames()
    {
        var stacks = new StackTable(new MethodMap());
        for (ulong i = 1; i <= 100_100; i++)
        {
            stacks.Intern([i, 5, 4, 3]);
        }

        var deep = Enumerable.Range(1, 20).Select(i => (ulong)(1_000_000 + i)).ToArray();
        Assert.Equal(8, stacks.Frames(stacks.Intern(deep)).Length);
        Assert.Equal(stacks.Intern(deep), stacks.Intern([1, .. deep]));
    }

    [Theory]
    [InlineData("InterNetwork:16:{31,144,127,0,0,1,0,0,0,0,0,0,0,0}", "127.0.0.1", 8080)]
    [InlineData("InterNetworkV6:28:{31,144,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0}", "::1", 8080)]
    [InlineData("InterNetworkV6:28:{1,187,0,0,0,0,0,0,0,0,0,0,0,0,0,0,255,255,10,0,0,7,0,0,0,0}", "10.0.0.7", 443)]
    [InlineData("Unix:10:{47,116,109,112}", "Unix:10:{47,116,109,112}", null)]
    [InlineData("InterNetwork:16:{31,144}", "InterNetwork:16:{31,144}", 8080)]
    [InlineData("InterNetwork:16:{a,b}", "InterNetwork:16:{a,b}", null)]
    [InlineData("InterNetwork:16:{}", "InterNetwork:16:{}", null)]
    [InlineData("api.example:443", "api.example:443", null)]
    [InlineData("", "", null)]
    public void Socket_addresses_become_host_and_port(string text, string host, int? port)
    {
        var parsed = SocketAddressText.Parse(text);
        Assert.Equal(host, parsed.Host);
        Assert.True(port == parsed.Port || (parsed.Host == text && port is not null), $"{parsed}");
    }
}
