using Npgsql;

namespace IoTrace.Testing.Services.Programs;

/// <summary>A client of PostgreSQL; the table of orders is made anew with each.</summary>
internal abstract class PostgresProgram(Options options) : ServiceProgram(options)
{
    public const int Orders = 5000;

    protected NpgsqlDataSource Source { get; private set; } = null!;

    protected virtual string More => "";

    public override async Task OpenAsync()
    {
        Source = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres;{More}");
        await using var make = Source.CreateCommand($"""
            create table if not exists orders (id int primary key, customer text, price float8);
            insert into orders select i, 'customer ' || i % 97, i % 1000 / 10.0 from generate_series(1, {Orders}) i on conflict do nothing;
            create table if not exists events (id bigserial primary key, text text);
            """);
        await make.ExecuteNonQueryAsync();
    }

    protected override async ValueTask CloseAsync() => await Source.DisposeAsync();
}
