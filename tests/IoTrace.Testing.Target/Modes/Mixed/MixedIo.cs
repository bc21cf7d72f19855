using IoTrace.Testing.Target.Modes.Files;
using IoTrace.Testing.Target.Modes.Network;

namespace IoTrace.Testing.Target.Modes.Mixed;

/// <summary>
/// The I/O of the modes that mix: orders made durable; with --kind cold-read blocks read from a cold file; with --kind http requests to --url.
/// </summary>
internal sealed class MixedIo : IDisposable
{
    private readonly IDisposable _resource;
    private readonly Action _once;

    private MixedIo(IDisposable resource, Action once) => (_resource, _once) = (resource, once);

    /// <summary>Opens what the run's options ask for. A store has been written to once, and a server asked, so that file and connection are there.</summary>
    public static MixedIo Open(Run run)
    {
        switch (run.Options.Text("kind"))
        {
            case "cold-read":
                var file = ColdFile.Open(run.Directory, "catalog.bin", run.Options.Number("size-mb", 256));
                var block = new byte[ColdFile.Block];
                return new MixedIo(file, () => file.Read(block));
            case "http":
                var shop = new Shop(run.Options.Required("url"));
                shop.Get();
                return new MixedIo(shop, () => shop.Get());
            default:
                var store = new OrderStore(run.OwnFile("orders.log"));
                store.Append();
                return new MixedIo(store, store.Append);
        }
    }

    /// <summary>One durable order, block or request.</summary>
    public void Once() => _once();

    public void Dispose() => _resource.Dispose();
}
