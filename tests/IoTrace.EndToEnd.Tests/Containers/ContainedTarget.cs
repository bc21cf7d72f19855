using System.Globalization;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Containers;

/// <summary>A target program in namespaces of its own.</summary>
internal sealed class ContainedTarget : IAsyncDisposable
{
    private readonly TargetProcess chain;

    private ContainedTarget(TargetProcess chain, int id)
    {
        this.chain = chain;
        Id = id;
    }

    /// <summary>Its process id here.</summary>
    public int Id { get; }

    public bool HasExited => chain.HasExited;

    public static async Task<ContainedTarget> StartAsync(Shape shape, params IReadOnlyList<string> arguments)
    {
        // The folder of the target's own files is above that of its executable; /tmp is another one in there.
        var folder = Repository.At("tests");
        Skip.If(folder.StartsWith("/tmp/", StringComparison.Ordinal) && shape is not Shape.Processes, "the repository is in /tmp, which is hidden in there");
        var command = Namespaces.Command(shape, folder, [TargetProcess.Executable]);
        var chain = await TargetProcess.StartAsync(new TargetSetup(arguments) { Command = command, Environment = new Dictionary<string, string> { ["TMPDIR"] = "/tmp" } });
        return new ContainedTarget(chain, Innermost(chain.Id));
    }

    public ValueTask DisposeAsync() => chain.DisposeAsync();

    /// <summary>The target itself: what runs its executable, first of the chain that unshare and the shell make.</summary>
    private static int Innermost(int id)
    {
        while (new FileInfo($"/proc/{id}/exe").LinkTarget is { } executable && Path.GetFileName(executable) != "testtarget")
        {
            id = int.Parse(File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
        }

        return id;
    }
}
