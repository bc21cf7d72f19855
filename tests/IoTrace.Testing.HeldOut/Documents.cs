using System.Globalization;
using System.Text;
using Newtonsoft.Json;

namespace IoTrace.Testing.HeldOut;

/// <summary>The files that programs read: a tree of small ones, a log and a JSON document.</summary>
internal static class Documents
{
    public const string Tree = "tree", Log = "access.log", Json = "articles.json", Pages = "pages.bin";
    public const int Folders = 20, FilesEach = 30;

    public static void Make(string folder)
    {
        for (var i = 0; i < Folders; i++)
        {
            var path = Directory.CreateDirectory(Path.Combine(folder, Tree, $"{i}")).FullName;
            for (var j = 0; j < FilesEach; j++) File.WriteAllText(Path.Combine(path, $"{j}.html"), new string('x', 3000));
        }

        var log = new StringBuilder();
        for (var i = 0; i < 20_000; i++) log.Append(CultureInfo.InvariantCulture, $"10.0.{i % 256}.{i % 199} - - [29/Nov/2026:01:{i % 60:D2}] \"GET /article/{i % 997} HTTP/1.1\" 200 {i % 5000}\n");
        File.WriteAllText(Path.Combine(folder, Log), log.ToString());
        File.WriteAllText(Path.Combine(folder, Json), JsonConvert.SerializeObject(Enumerable.Range(0, 5000).Select(i => new { Number = i, Name = $"article {i}", Price = i / 7.0 })));
        File.WriteAllBytes(Path.Combine(folder, Pages), new byte[4 << 20]);
    }
}
