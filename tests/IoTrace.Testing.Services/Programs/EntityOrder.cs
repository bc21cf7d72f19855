namespace IoTrace.Testing.Services.Programs;

/// <summary>A row of the table of orders.</summary>
internal sealed class EntityOrder
{
    public int Id { get; init; }

    public string? Customer { get; init; }

    public double Price { get; init; }
}
