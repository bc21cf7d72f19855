using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IoTrace.Probe.Recording;

/// <summary>
/// The resources of one rotation: a lock-free hash table in a fixed piece of memory. A file that finds no place any more is summed under
/// its folder's name, and where there are too many folders, under one name for each kind. Nothing is left out of the sums.
/// </summary>
internal unsafe struct ResourceTable
{
    /// <summary>
    /// Two thousand names of a hundred bytes with three operations each take 1.5 MB. Two tables, and this much for their histograms, are
    /// all that the probe keeps in the target.
    /// </summary>
    private const int NamesSize = 2560 << 10;

    /// <summary>Histograms of 640 operations; those of one call in each of many files need none.</summary>
    private const int HistogramsSize = 1536 << 10;

    private const int BucketCount = 4096;

    /// <summary>Room that only the names of last resort may take: seven kinds with every operation.</summary>
    private const int LastResortRoom = 32 << 10;

    /// <summary>Room that only folders and those may take.</summary>
    private const int FoldersRoom = 384 << 10;

    /// <summary>Histograms that only folders and those may take.</summary>
    private const int HistogramsRoom = 256 << 10;

    private const int MostFolders = 256;
    private const int LongestFolder = 512;

    private static ReadOnlySpan<byte> OtherFiles => "(other files)"u8;
    private static ReadOnlySpan<byte> OtherEndpoints => "(other endpoints)"u8;

    private Arena _memory;
    private Arena _histograms;
    private Resource** _buckets;
    private int _count;
    private int _limit;
    private int _folders;
    private int _isOver;

    /// <summary>Whether a name found no place.</summary>
    public static bool IsFull(ResourceTable* table) => Volatile.Read(ref table->_isOver) != 0;

    public static int CountOf(ResourceTable* table) => Math.Min(Volatile.Read(ref table->_count), table->_limit);

    public static int Buckets => BucketCount;

    public static Resource* Bucket(ResourceTable* table, int index) => (Resource*)Volatile.Read(ref *(nint*)&table->_buckets[index]);

    /// <summary>Makes an empty table of at most so many names; false where the process may not have the memory.</summary>
    public static bool TryOpen(ResourceTable* table, int limit)
    {
        if (!table->_memory.TryReserve(NamesSize) || !table->_histograms.TryReserve(HistogramsSize))
        {
            Close(table);
            return false;
        }
        Empty(table, limit);
        return true;
    }

    /// <summary>Empties a table that no thread uses.</summary>
    public static void Empty(ResourceTable* table, int limit)
    {
        table->_memory.Reset();
        table->_histograms.Reset();
        table->_buckets = (Resource**)table->_memory.TryTake(BucketCount * sizeof(Resource*), NamesSize);
        table->_limit = limit;
        table->_count = table->_isOver = 0;
        // A table of no names is not for telling: the names of last resort suffice.
        table->_folders = limit == 0 ? MostFolders : 0;
    }

    /// <summary>Gives the memory of a table back that no thread uses.</summary>
    public static void Close(ResourceTable* table)
    {
        table->_memory.Release();
        table->_histograms.Release();
    }

    /// <summary>Finds or adds a resource, or what stands for it.</summary>
    public static Resource* Intern(ResourceTable* table, ResourceKind kind, ReadOnlySpan<byte> name)
    {
        var found = FindOrAdd(table, kind, name, ResourcePlace.Name, ref table->_count, table->_limit);
        if (found != null)
            return found;
        Volatile.Write(ref table->_isOver, 1);
        found = kind == ResourceKind.File ? Folder(table, name) : null;
        return found != null ? found : LastResort(table, kind);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Aggregate* AggregateOf(Resource* resource, Operation operation)
    {
        var aggregate = resource->Aggregates[(int)operation];
        return aggregate != 0 ? (Aggregate*)aggregate : AddAggregate(resource, operation);
    }

    /// <summary>Room for a full histogram; null when there is none.</summary>
    public static uint* BucketsFor(Resource* resource) => (uint*)resource->Table->_histograms.TryTake(
        LatencyBuckets.Count * sizeof(uint), resource->Place == ResourcePlace.Name ? HistogramsSize - HistogramsRoom : HistogramsSize);

    private static int LimitOf(ResourcePlace place) => place switch
    {
        ResourcePlace.Name => NamesSize - LastResortRoom - FoldersRoom,
        ResourcePlace.Folder => NamesSize - LastResortRoom,
        _ => NamesSize,
    };

    /// <summary>What stands for all of a kind that has no place.</summary>
    public static Resource* LastResort(ResourceTable* table, ResourceKind kind)
    {
        var uncounted = 0;
        var name = kind is ResourceKind.Client or ResourceKind.Server or ResourceKind.Socket ? OtherEndpoints : OtherFiles;
        return FindOrAdd(table, kind, name, ResourcePlace.LastResort, ref uncounted, int.MaxValue);
    }

    private static Resource* Folder(ResourceTable* table, ReadOnlySpan<byte> name)
    {
        var length = name.LastIndexOf((byte)'/') + 1;
        if (length is 0 or > LongestFolder)
            return null;
        Span<byte> folder = stackalloc byte[LongestFolder + 16];
        name[..length].CopyTo(folder);
        OtherFiles.CopyTo(folder[length..]);
        return FindOrAdd(table, ResourceKind.File, folder[..(length + OtherFiles.Length)], ResourcePlace.Folder, ref table->_folders, MostFolders);
    }

    private static Resource* FindOrAdd(ResourceTable* table, ResourceKind kind, ReadOnlySpan<byte> name, ResourcePlace place, ref int count, int most)
    {
        var hash = HashOf(kind, name);
        var bucket = &table->_buckets[hash % BucketCount];
        Resource* added = null;
        while (true)
        {
            var head = (Resource*)Volatile.Read(ref *(nint*)bucket);
            for (var resource = head; resource != null; resource = resource->Next)
            {
                if (resource->Hash == hash && resource->Kind == kind
                    && new ReadOnlySpan<byte>(resource->Name, resource->NameLength).SequenceEqual(name))
                {
                    // What was made for a name that another thread has added meanwhile is not used.
                    if (added != null)
                        Interlocked.Decrement(ref count);
                    return resource;
                }
            }
            if (added == null)
            {
                added = Interlocked.Increment(ref count) <= most ? Make(table, kind, name, hash, place) : null;
                if (added == null)
                {
                    Interlocked.Decrement(ref count);
                    return null;
                }
            }
            added->Next = head;
            if (Interlocked.CompareExchange(ref *(nint*)bucket, (nint)added, (nint)head) == (nint)head)
                return added;
        }
    }

    private static Resource* Make(ResourceTable* table, ResourceKind kind, ReadOnlySpan<byte> name, uint hash, ResourcePlace place)
    {
        var resource = (Resource*)table->_memory.TryTake(sizeof(Resource) + name.Length, LimitOf(place));
        if (resource == null)
            return null;
        resource->Table = table;
        resource->Name = (byte*)(resource + 1);
        name.CopyTo(new Span<byte>(resource->Name, name.Length));
        resource->NameLength = name.Length;
        resource->Hash = hash;
        resource->Kind = kind;
        resource->Place = place;
        return resource;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Aggregate* AddAggregate(Resource* resource, Operation operation)
    {
        var table = resource->Table;
        var aggregate = (Aggregate*)table->_memory.TryTake(sizeof(Aggregate), LimitOf(resource->Place));
        if (aggregate == null)
        {
            Volatile.Write(ref table->_isOver, 1);
            return AggregateOf(LastResort(table, resource->Kind), operation);
        }
        aggregate->Resource = resource;
        var before = Interlocked.CompareExchange(ref resource->Aggregates[(int)operation], (long)aggregate, 0);
        return before == 0 ? aggregate : (Aggregate*)before;
    }

    /// <summary>FNV-1a over eight bytes at a time: short names, and a full comparison follows.</summary>
    private static uint HashOf(ResourceKind kind, ReadOnlySpan<byte> name)
    {
        const ulong prime = 0x100000001B3;
        var hash = 0xCBF29CE484222325 ^ (ulong)kind;
        while (name.Length >= sizeof(ulong))
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(name)) * prime;
            hash ^= hash >> 32;
            name = name[sizeof(ulong)..];
        }
        foreach (var value in name)
            hash = (hash ^ value) * prime;
        return (uint)(hash ^ (hash >> 32));
    }
}
