using System.IO.MemoryMappedFiles;

using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Copies;

/// <summary>
/// No read and no write: each page is a fault, and the copy is the program's own. Disposing of a view that was written to is an msync,
/// so there is no copy through a mapping that does not wait for the disk.
/// </summary>
public sealed class CopyMmap : CopyWorkload
{
    public override WorkloadInfo Info { get; } = new(
        "copy-mmap", WorkloadGroup.Copy, "Copies a file through two memory mappings.", CopyDials, new WorkloadSettings { Buffer = 1 << 20 },
        [
            new("file-sync", "warm cache or --durability, on a disk that stores less than some 200 MiB/s, for .NET makes a written mapping durable when it is disposed of; else cpu-user: page faults", s => s.Cache == CacheState.Warm || s.Durability != Durability.None),
            new("io", "cold cache: page faults wait for the disk, and the end for the data", _ => true),
        ]);

    protected override unsafe Task TransferAsync(string source, string target, WorkloadContext context)
    {
        var (size, block) = (context.Settings.Size, context.Settings.Buffer);
        using var input = MemoryMappedFile.CreateFromFile(source, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        using var file = new FileStream(target, FileMode.CreateNew, FileAccess.ReadWrite);
        // A mapping onto a disk that is full ends the process with SIGBUS; here it is an error that can be told.
        SpaceReservation.Make(file, size);
        using var output = MemoryMappedFile.CreateFromFile(file, mapName: null, size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        using var from = input.CreateViewAccessor(0, size, MemoryMappedFileAccess.Read);
        using var to = output.CreateViewAccessor(0, size, MemoryMappedFileAccess.Write);
        byte* fromPointer = null, toPointer = null;
        from.SafeMemoryMappedViewHandle.AcquirePointer(ref fromPointer);
        to.SafeMemoryMappedViewHandle.AcquirePointer(ref toPointer);
        try
        {
            for (long offset = 0; offset < size; offset += block)
            {
                context.Stop.ThrowIfCancellationRequested();
                var began = Recorder.Now();
                var length = Math.Min(block, size - offset);
                System.Buffer.MemoryCopy(fromPointer + offset, toPointer + offset, length, length);
                if (context.Settings.Durability == Durability.Each)
                    Flush(to, file, context);

                context.Recorder.Done(began, length);
            }

            if (context.Settings.Durability == Durability.End)
                Flush(to, file, context);
        }
        finally
        {
            from.SafeMemoryMappedViewHandle.ReleasePointer();
            to.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        return Task.CompletedTask;
    }

    private static void Flush(MemoryMappedViewAccessor view, FileStream file, WorkloadContext context)
    {
        // msync for the pages, fsync for the file's size and blocks.
        view.Flush();
        RandomAccess.FlushToDisk(file.SafeFileHandle);
        context.Recorder.Synced();
    }
}
