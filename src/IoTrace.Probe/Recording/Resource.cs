namespace IoTrace.Probe.Recording;

/// <summary>A path or an endpoint with its aggregates, one for each operation met so far, in a table's memory.</summary>
internal unsafe struct Resource
{
    public Resource* Next;
    public ResourceTable* Table;
    public byte* Name;
    public int NameLength;
    public uint Hash;
    public ResourceKind Kind;

    public ResourcePlace Place;
    public fixed long Aggregates[OperationNames.Count];
}
