namespace IoTrace.Capture.Recording;

/// <summary>A recording without some of its files: those are there, and empty.</summary>
internal sealed class RecordingWithout(RecordingFiles files, IReadOnlyCollection<string> left) : RecordingFiles
{
    public override IEnumerable<string> Names => files.Names.Except(left);

    public override Stream? Open(string name) => left.Contains(name) ? null : files.Open(name);

    public override bool Has(string name) => files.Has(name);

    public override long Length(string name) => left.Contains(name) ? 0 : files.Length(name);

    public override void Dispose()
    {
        files.Dispose();
        base.Dispose();
    }
}
