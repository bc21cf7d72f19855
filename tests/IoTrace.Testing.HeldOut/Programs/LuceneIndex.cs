using Lucene.Net.Analysis.Standard;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>Indexes documents with Lucene and commits after each.</summary>
internal sealed class LuceneIndex(Options options) : ServiceProgram(options)
{
    private static readonly string _text = string.Join(' ', Enumerable.Range(0, 300).Select(i => $"word{i * 7 % 211}"));
    private IndexWriter _writer = null!;

    public override Task OpenAsync()
    {
        var path = Path.Combine(Options.Required("directory"), "index");
        if (System.IO.Directory.Exists(path)) System.IO.Directory.Delete(path, recursive: true);
        _writer = new IndexWriter(FSDirectory.Open(path), new IndexWriterConfig(LuceneVersion.LUCENE_48, new StandardAnalyzer(LuceneVersion.LUCENE_48)));
        return Task.CompletedTask;
    }

    public override Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            _writer.AddDocument(new Document { new TextField("text", _text, Field.Store.YES) });
            _writer.Commit();
            phase.Count();
        }

        return Task.CompletedTask;
    }

    protected override ValueTask CloseAsync()
    {
        _writer.Dispose();
        return ValueTask.CompletedTask;
    }
}
