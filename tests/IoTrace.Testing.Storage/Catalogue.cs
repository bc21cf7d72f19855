using IoTrace.Testing.Storage.Programs;

namespace IoTrace.Testing.Storage;

/// <summary>The programs by name.</summary>
internal static class Catalogue
{
    private const int Threads = 8;

    private static readonly Dictionary<string, Func<string, StorageProgram>> _programs = new()
    {
        ["append"] = folder => new Append(folder, FileOptions.None),
        ["append-async"] = folder => new Append(folder, FileOptions.Asynchronous),
        ["fsync"] = folder => new SyncEach(folder),
        ["direct-read"] = folder => new DirectRead(folder, threads: 1),
        ["direct-read-async"] = folder => new DirectReadAsync(folder),
        ["direct-read-threads"] = folder => new DirectRead(folder, Threads),
        ["copy-async"] = folder => new CopyAsync(folder),
        ["sqlite"] = folder => new SqliteAutocommit(folder),
        ["open"] = folder => new OpenStorm(folder),
        ["stat"] = folder => new StatStorm(folder),
        ["mapped"] = folder => new MappedRead(folder),
        ["import"] = folder => new Import(folder),
        ["score"] = folder => new Score(folder),
    };

    public static IEnumerable<string> Names => _programs.Keys;

    /// <exception cref="ArgumentException">There is no such program.</exception>
    public static StorageProgram Make(string name, string folder) => _programs.TryGetValue(name, out var make)
        ? make(folder)
        : throw new ArgumentException($"'{name}' is no program; there are {string.Join(", ", Names)}");
}
