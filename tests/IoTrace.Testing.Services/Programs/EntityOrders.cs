using Microsoft.EntityFrameworkCore;

namespace IoTrace.Testing.Services.Programs;

/// <summary>The orders as Entity Framework sees them.</summary>
internal sealed class EntityOrders(int port) : DbContext
{
    public DbSet<EntityOrder> Orders => Set<EntityOrder>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseNpgsql($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres");

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<EntityOrder>(order =>
    {
        order.ToTable("orders");
        order.Property(o => o.Id).HasColumnName("id");
        order.Property(o => o.Customer).HasColumnName("customer");
        order.Property(o => o.Price).HasColumnName("price");
    });
}
