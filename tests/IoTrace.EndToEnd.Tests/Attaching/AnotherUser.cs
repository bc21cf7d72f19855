using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>
/// Runs things as a user with no rights, for tests that are root. That user may neither run what `dotnet tool install` made for
/// somebody else (NuGet lets only the owner), nor perhaps enter the folder of these tests: so both programs are copied.
/// </summary>
internal sealed class AnotherUser : IDisposable
{
    private readonly TempFolder _folder = new();

    private AnotherUser()
    {
    }

    /// <summary>The target program, for <see cref="TargetSetup.Command"/>: it becomes that user first, under the same process id.</summary>
    public IReadOnlyList<string> Target => [.. Become, TargetPath];

    /// <summary>The target program, for what is run as that user already.</summary>
    public string TargetPath => _folder.At("target/testtarget");

    private static IReadOnlyList<string> Become { get; } =
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME=/nonexistent"];

    public static async Task<AnotherUser> MakeAsync()
    {
        var user = new AnotherUser();
        var tool = new FileInfo(await InstalledTool.PathAsync());
        tool = (FileInfo?)tool.ResolveLinkTarget(returnFinalTarget: true) ?? tool;
        await ToolRunner.RunAsync("cp", "-r", tool.DirectoryName!, user._folder.At("tool"));
        await ToolRunner.RunAsync("cp", "-r", Path.GetDirectoryName(TargetProcess.Executable)!, user._folder.At("target"));
        await ToolRunner.RunAsync("chmod", "-R", "a+rx", user._folder.Path);
        return user;
    }

    /// <summary>Runs the tool as that user.</summary>
    public Task<ToolResult> RunToolAsync(params IReadOnlyList<string> arguments) =>
        ToolRunner.RunAsync(Become[0], [.. Become.Skip(1), _folder.At("tool/iotrace"), .. arguments]);

    public void Dispose() => _folder.Dispose();
}
