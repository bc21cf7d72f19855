using System.Globalization;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Containers;

/// <summary>A target program in namespaces of its own.</summary>
internal sealed class ContainedTarget : IAsyncDisposable
{
    private readonly TargetProcess chain;
    private readonly TempFolder folder;

    private ContainedTarget(TargetProcess chain, TempFolder folder, string temporary)
    {
        this.chain = chain;
        this.folder = folder;
        Temporary = temporary;
        Id = Innermost(chain.Id);
    }

    /// <summary>Its temporary folder, as it sees it.</summary>
    public string Temporary { get; }

    /// <summary>Its process id here.</summary>
    public int Id { get; }

    public bool HasExited => chain.HasExited;

    public static async Task<ContainedTarget> StartAsync(Shape shape, params IReadOnlyList<string> arguments)
    {
        var folder = new TempFolder();
        // Where it shares the machine's, all that call themselves 1 would give their sockets and files the same names.
        var temporary = shape is Shape.Processes ? folder.Path : "/tmp";
        var command = Namespaces.Command(shape, Repository.At("tests"), [TargetProcess.Executable]);
        var chain = await TargetProcess.StartAsync(new TargetSetup(arguments) { Command = command, Environment = new Dictionary<string, string> { ["TMPDIR"] = temporary } });
        return new ContainedTarget(chain, folder, temporary);
    }

    public async ValueTask DisposeAsync()
    {
        await chain.DisposeAsync();
        folder.Dispose();
    }

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
