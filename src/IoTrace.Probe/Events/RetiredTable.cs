using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Events;

/// <summary>A table that new calls do not use any more, while calls that began before may still add to it.</summary>
internal sealed unsafe class RetiredTable(ResourceTable* table, int epoch)
{
    private bool _quiet;

    public ResourceTable* Table { get; } = table;

    /// <summary>
    /// Frees the table once no thread is left that was inside a hook when it was retired. Takes two rounds, so that what the
    /// last such thread added is flushed before.
    /// </summary>
    public bool TryFree(int oldestInside)
    {
        if (oldestInside <= epoch)
            return false;
        if (!_quiet)
        {
            _quiet = true;
            return false;
        }
        ResourceTable.Free(Table);
        return true;
    }

    /// <summary>Sets everything to zero that belongs to a session that is over.</summary>
    public void Discard()
    {
        for (var i = 0; i < ResourceTable.Buckets; i++)
        {
            for (var resource = ResourceTable.Bucket(Table, i); resource != null; resource = resource->Next)
            {
                for (var operation = 0; operation < OperationNames.Count; operation++)
                {
                    var aggregate = (Aggregate*)resource->Aggregates[operation];
                    if (aggregate != null)
                        new Span<byte>(aggregate, sizeof(Aggregate)).Clear();
                }
            }
        }
    }
}
