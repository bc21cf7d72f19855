using System.IO.Compression;
using System.Threading.Channels;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>Three stages with channels between them: files are read, compressed, and counted.</summary>
internal sealed class Pipeline(Options options) : ServiceProgram(options)
{
    private long _size;

    public override Task OpenAsync() => Task.CompletedTask;

    public override Task RunAsync(Phase phase)
    {
        var (read, packed) = (Channel.CreateBounded<byte[]>(4), Channel.CreateBounded<int>(4));
        var files = Directory.GetFiles(Path.Combine(Options.Required("directory"), Documents.Tree), "*", SearchOption.AllDirectories);
        return Task.WhenAll(
            Task.Run(async () =>
            {
                for (var i = 0; phase.Goes; i++) await read.Writer.WriteAsync(await File.ReadAllBytesAsync(files[i % files.Length]));
                read.Writer.Complete();
            }),
            Task.Run(async () =>
            {
                await foreach (var data in read.Reader.ReadAllAsync())
                {
                    using var target = new MemoryStream();
                    await using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(data);
                    await packed.Writer.WriteAsync((int)target.Length);
                }

                packed.Writer.Complete();
            }),
            Task.Run(async () =>
            {
                await foreach (var size in packed.Reader.ReadAllAsync())
                {
                    _size += size;
                    phase.Count();
                }
            }));
    }
}
