namespace IoTrace.Accuracy.Scenarios;

/// <summary>Which program is looked at.</summary>
internal enum Subject
{
    /// <summary>The target program with one mode a behaviour.</summary>
    Target,

    /// <summary>Inserts into a SQLite database.</summary>
    Sqlite,

    /// <summary>A web server.</summary>
    Kestrel,

    /// <summary>The .NET SDK, compiling a generated console project; the compiler is a process of its own.</summary>
    Build,

    /// <summary>The C# compiler by itself.</summary>
    Compiler,
}
