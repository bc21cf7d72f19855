using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IoTrace.Probe.Recording;

/// <summary>
/// The bounded set of resources of one rotation: a lock-free hash table that only grows. What finds no place any more is
/// summed under one name for each kind. Lives in native memory; freed as a whole when no thread can be looking at it.
/// </summary>
internal unsafe struct ResourceTable
{
    private const int BucketCount = 4096;
    private static ReadOnlySpan<byte> OtherFiles => "(other files)"u8;
    private static ReadOnlySpan<byte> OtherEndpoints => "(other endpoints)"u8;

    private Resource** _buckets;
    private int _count;
    private int _limit;

    /// <summary>Rotation this table belongs to; descriptors resolved in an older one are resolved again.</summary>
    public int Generation;

    public static ResourceTable* Create(int limit, int generation)
    {
        var table = (ResourceTable*)NativeMemory.AllocZeroed((nuint)sizeof(ResourceTable));
        table->_buckets = (Resource**)NativeMemory.AllocZeroed(BucketCount, (nuint)sizeof(Resource*));
        table->_limit = limit;
        table->Generation = generation;
        return table;
    }

    public static void Free(ResourceTable* table)
    {
        for (var i = 0; i < BucketCount; i++)
        {
            for (var resource = table->_buckets[i]; resource != null;)
            {
                var next = resource->Next;
                FreeResource(resource);
                resource = next;
            }
        }
        NativeMemory.Free(table->_buckets);
        NativeMemory.Free(table);
    }

    public static bool IsFull(ResourceTable* table) => Volatile.Read(ref table->_count) >= table->_limit;

    public static int CountOf(ResourceTable* table) => Math.Min(Volatile.Read(ref table->_count), table->_limit);

    public static Resource* Bucket(ResourceTable* table, int index) => (Resource*)Volatile.Read(ref *(nint*)&table->_buckets[index]);

    public static int Buckets => BucketCount;

    /// <summary>Finds or adds a resource; over the limit, the catch-all of its kind.</summary>
    public static Resource* Intern(ResourceTable* table, ResourceKind kind, ReadOnlySpan<byte> name)
    {
        var found = FindOrAdd(table, kind, name, isCatchAll: false);
        if (found != null)
            return found;
        return kind is ResourceKind.Client or ResourceKind.Server or ResourceKind.Socket
            ? FindOrAdd(table, kind, OtherEndpoints, isCatchAll: true)
            : FindOrAdd(table, kind, OtherFiles, isCatchAll: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Aggregate* AggregateOf(Resource* resource, Operation operation)
    {
        var aggregate = resource->Aggregates[(int)operation];
        return aggregate != 0 ? (Aggregate*)aggregate : AddAggregate(resource, operation);
    }

    private static Resource* FindOrAdd(ResourceTable* table, ResourceKind kind, ReadOnlySpan<byte> name, bool isCatchAll)
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
                    if (added != null)
                    {
                        Interlocked.Decrement(ref table->_count);
                        FreeResource(added);
                    }
                    return resource;
                }
            }
            if (added == null)
            {
                if (Interlocked.Increment(ref table->_count) > table->_limit && !isCatchAll)
                {
                    Interlocked.Decrement(ref table->_count);
                    return null;
                }
                added = CreateResource(kind, name, hash);
            }
            added->Next = head;
            if (Interlocked.CompareExchange(ref *(nint*)bucket, (nint)added, (nint)head) == (nint)head)
                return added;
        }
    }

    private static Resource* CreateResource(ResourceKind kind, ReadOnlySpan<byte> name, uint hash)
    {
        var resource = (Resource*)NativeMemory.AllocZeroed((nuint)sizeof(Resource));
        resource->Name = (byte*)NativeMemory.Alloc((nuint)Math.Max(1, name.Length));
        name.CopyTo(new Span<byte>(resource->Name, name.Length));
        resource->NameLength = name.Length;
        resource->Hash = hash;
        resource->Kind = kind;
        return resource;
    }

    private static void FreeResource(Resource* resource)
    {
        for (var i = 0; i < OperationNames.Count; i++)
            NativeMemory.Free((void*)resource->Aggregates[i]);
        NativeMemory.Free(resource->Name);
        NativeMemory.Free(resource);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Aggregate* AddAggregate(Resource* resource, Operation operation)
    {
        var aggregate = (nint)NativeMemory.AllocZeroed((nuint)sizeof(Aggregate));
        var before = Interlocked.CompareExchange(ref *(nint*)&resource->Aggregates[(int)operation], aggregate, 0);
        if (before == 0)
            return (Aggregate*)aggregate;
        NativeMemory.Free((void*)aggregate);
        return (Aggregate*)before;
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
