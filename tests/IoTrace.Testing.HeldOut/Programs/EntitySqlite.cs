using Microsoft.EntityFrameworkCore;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>Saves an entity at a time with Entity Framework on SQLite, in a context each.</summary>
internal sealed class EntitySqlite(Options options) : ServiceProgram(options)
{
    private string Database => Path.Combine(Options.Required("directory"), "shop.db");

    public override async Task OpenAsync()
    {
        File.Delete(Database);
        await using var shop = new Shop(Database);
        await shop.Database.EnsureCreatedAsync();
    }

    public override async Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            await using var shop = new Shop(Database);
            shop.Add(new Order { Customer = $"customer {phase.Operations % 97}" });
            await shop.SaveChangesAsync();
            phase.Count();
        }
    }

    internal sealed class Order
    {
        public int Id { get; init; }

        public string? Customer { get; init; }
    }

    internal sealed class Shop(string path) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite($"Data Source={path};Pooling=False");

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Order>();
    }
}
