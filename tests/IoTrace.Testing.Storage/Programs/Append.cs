namespace IoTrace.Testing.Storage.Programs;

/// <summary>Appends lines to a journal; each is durable before the next is written.</summary>
internal sealed class Append(string folder, FileOptions options) : StorageProgram(folder)
{
    private const long Limit = 16 << 20;
    private FileStream _file = null!;
    private StreamWriter _writer = null!;
    private long _number;

    public override void Open()
    {
        _file = new FileStream(At("journal.log"), FileMode.Create, FileAccess.Write, FileShare.Read, 4096, FileOptions.WriteThrough | options);
        _writer = new StreamWriter(_file) { AutoFlush = true };
    }

    public override async Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            var line = $"{DateTime.UtcNow:O} order {_number++} accepted";
            if (options == FileOptions.Asynchronous) await _writer.WriteLineAsync(line);
            else _writer.WriteLine(line);
            if (_file.Position > Limit) _file.Position = 0;
            phase.Count();
        }
    }

    protected override void Close() => _writer?.Dispose();
}
