using System.IO.MemoryMappedFiles;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>Changes a page of a mapped file and flushes it, as an embedded store does.</summary>
internal sealed class MappedFlush(Options options) : ServiceProgram(options)
{
    private const int PageSize = 4096, Pages = 1024;
    private MemoryMappedFile _file = null!;
    private MemoryMappedViewAccessor _view = null!;

    public override Task OpenAsync()
    {
        _file = MemoryMappedFile.CreateFromFile(Path.Combine(Options.Required("directory"), Documents.Pages));
        _view = _file.CreateViewAccessor();
        return Task.CompletedTask;
    }

    public override Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            _view.Write(phase.Operations % Pages * PageSize, phase.Operations);
            _view.Flush();
            phase.Count();
        }

        return Task.CompletedTask;
    }

    protected override ValueTask CloseAsync()
    {
        _view.Dispose();
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
