using IoTrace.Analysis.Attribution;

namespace IoTrace.Analysis.Tests.Attribution;

public class UserCodeTests
{
    [Theory]
    [InlineData("Shop.Get(Int32)", "Shop.Get(Int32)")]
    [InlineData("Shop+<GetAsync>d__3.MoveNext()", "Shop.GetAsync()")]
    [InlineData("Shop+<GetAsync>d__3`1[System.__Canon].MoveNext()", "Shop.GetAsync()")]
    [InlineData("Shop`1[System.__Canon]+<GetAsync>d__3.MoveNext()", "Shop`1[System.__Canon].GetAsync()")]
    [InlineData("Shop+<Items>d__2.MoveNext()", "Shop.Items()")]
    [InlineData("Program+<<Main>$>d__0.MoveNext()", "Program.Main()")]
    [InlineData("Program.<Main>$(String[])", "Program.Main(String[])")]
    [InlineData("Program.<<Main>$>g__Work|0_1()", "Program.Main.Work()")]
    [InlineData("Program+<<<Main>$>g__Work|0_1>d.MoveNext()", "Program.Main.Work()")]
    [InlineData("Shop+<>c.<Get>b__0(Int32)", "Shop.Get.lambda(Int32)")]
    [InlineData("Shop+<>c.<Get>b__4_0(Int32)", "Shop.Get.lambda(Int32)")]
    [InlineData("Shop+<>c__DisplayClass3_0.<Get>b__1(Int32)", "Shop.Get.lambda(Int32)")]
    [InlineData("Shop+<>c__DisplayClass3_0`1[System.__Canon].<Get>b__1(Int32)", "Shop.Get.lambda(Int32)")]
    [InlineData("Shop+<>c__DisplayClass3_0.<Get>g__Inner|1()", "Shop.Get.Inner()")]
    [InlineData("Shop+<>c+<<GetAsync>b__0_0>d.MoveNext()", "Shop.GetAsync.lambda()")]
    [InlineData("Shop+<>c__DisplayClass3_0+<<Run>b__0>d.MoveNext()", "Shop.Run.lambda()")]
    [InlineData("Shop+<>c`1[App.Order].<Get>b__0(Order)", "Shop.Get.lambda(Order)")]
    [InlineData("Shop.<Get>g__Local|3_0(Int32, <>c__DisplayClass3_0&)", "Shop.Get.Local(Int32, <>c__DisplayClass3_0&)")]
    [InlineData("Point.<Clone>$()", "Point.<Clone>$()")]
    [InlineData("Shop.Sort(List<…>)", "Shop.Sort(List<…>)")]
    [InlineData("", "")]
    public void Names_are_those_of_the_source(string frame, string expected) => Assert.Equal(expected, UserCode.Demangle(frame));

    [Theory]
    [InlineData("System.String.Concat(String, String)", true)]
    [InlineData("Microsoft.Extensions.Hosting.Host.Run()", true)]
    [InlineData("Interop+Sys.Read(SafeHandle, Byte*, Int32)", true)]
    [InlineData("Internal.Console.Write(String)", true)]
    [InlineData("dynamicClass.IL_STUB_PInvoke()", true)]
    [InlineData("IoTrace.Probe.Hooks.Read(Int32)", true)]
    [InlineData("?", true)]
    [InlineData("", true)]
    [InlineData("InteropDemo.Program.Main()", false)]
    [InlineData("Systematic.Program.Main()", false)]
    [InlineData("App.Program.Main()", false)]
    public void Framework_and_user_are_told_apart(string frame, bool framework) => Assert.Equal(framework, UserCode.IsFramework(frame));

    [Fact]
    public void Folding_keeps_the_users_frames_innermost_first_and_merges_neighbours() => Assert.Equal<string>(
        ["Shop.GetAsync()", "Program.Main()"],
        UserCode.Fold(["Program.Main()", "System.Threading.Tasks.Task.Wait()", "Shop.GetAsync()", "Shop+<GetAsync>d__3.MoveNext()", "System.IO.File.Open(String)"]).AsEnumerable());

    [Fact]
    public void Without_user_code_the_innermost_frames_stay() => Assert.Equal<string>(
        ["System.D()", "System.C()", "System.B()"], UserCode.Fold(["System.A()", "System.B()", "?", "System.C()", "System.D()"]).AsEnumerable());

    [Fact]
    public void The_start_of_the_probe_is_named_as_such() => Assert.Equal<string>(
        ["(the start of the I/O probe)"],
        UserCode.Fold(["StartupHook.Initialize()", "IoTrace.Probe.ProbeLifecycle.Load()", "System.Runtime.CompilerServices.RuntimeHelpers.PrepareMethod(RuntimeMethodHandle)"]).AsEnumerable());

    [Fact]
    public void The_probe_is_nobodys_call_site() => Assert.Equal<string>(
        ["System.C()", "System.B()", "System.A()"], UserCode.Fold(["System.A()", "System.B()", "System.C()", "IoTrace.Probe.Hooks.DataHooks.Read(int,…)"]).AsEnumerable());

    [Fact]
    public void Neither_is_what_the_probe_calls() => Assert.Equal<string>(
        ["System.B()", "System.A()"],
        UserCode.Fold(["System.A()", "?", "System.B()", "IoTrace.Probe.Hooks.DataHooks.Read(int,…)", "System.Diagnostics.Tracing.EventSource.WriteEvent(int)"]).AsEnumerable());
}
