using IoTrace.Testing.Target.Modes.Files;

namespace IoTrace.Testing.Target.Modes.Mixed;

/// <summary>The I/O of the modes that mix: orders made durable, or with --kind cold-read blocks read from a cold file.</summary>
internal sealed class MixedIo : IDisposable
{
    private readonly OrderStore? _store;
    private readonly ColdFile? _file;
    private readonly byte[] _block = new byte[ColdFile.Block];

    private MixedIo(OrderStore? store, ColdFile? file) => (_store, _file) = (store, file);

    /// <summary>Opens what the run's options ask for. A store has been written to once, so that its file is there.</summary>
    public static MixedIo Open(Run run)
    {
        if (run.Options.Text("kind") == "cold-read") return new MixedIo(null, ColdFile.Open(run.Directory, "catalog.bin", run.Options.Number("size-mb", 256)));
        var io = new MixedIo(new OrderStore(run.OwnFile("orders.log")), null);
        io.Once();
        return io;
    }

    /// <summary>One durable order, or one block.</summary>
    public void Once()
    {
        _store?.Append();
        _file?.Read(_block);
    }

    public void Dispose()
    {
        _store?.Dispose();
        _file?.Dispose();
    }
}
