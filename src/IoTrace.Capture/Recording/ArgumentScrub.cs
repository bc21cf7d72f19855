using System.Text;

using IoTrace.Analysis.Texts;

namespace IoTrace.Capture.Recording;

/// <summary>
/// Takes the arguments of the target out of a stream of events: the runtime writes its command line into each stream, as the text of an
/// event at the start of a session. The text keeps its length, so that the stream stays as it is.
/// </summary>
internal static class ArgumentScrub
{
    private const int Chunk = 1 << 20;

    /// <summary>Shorter ones are looked for together with the program's name, so that nothing else is hit.</summary>
    private const int LongEnough = 8;

    private static readonly byte[] Cover = Encoding.Unicode.GetBytes("*");

    /// <summary>Overwrites the arguments of a command line wherever a stream holds them.</summary>
    public static void In(string path, string commandLine)
    {
        var length = Redaction.ProgramLength(commandLine);
        if (length >= commandLine.Length)
        {
            return;
        }

        var arguments = commandLine[(length + 1)..];
        var before = arguments.Length >= LongEnough ? " " : Path.GetFileName(commandLine[..length]) + " ";
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        Overwrite(file, Encoding.Unicode.GetBytes($"{before}{arguments}\0"), Encoding.Unicode.GetByteCount(before));
    }

    private static void Overwrite(FileStream file, byte[] wanted, int kept)
    {
        var buffer = new byte[Math.Max(Chunk, 4 * wanted.Length)];
        for (long at = 0; at < file.Length;)
        {
            file.Position = at;
            var count = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            var found = buffer.AsSpan(0, count).IndexOf(wanted);
            if (found >= 0)
            {
                file.Position = at + found + kept;
                for (var i = kept; i < wanted.Length - Cover.Length; i += Cover.Length)
                {
                    file.Write(Cover);
                }

                at += found + wanted.Length;
            }
            else
            {
                // What begins in this chunk may end in the next.
                at += count == buffer.Length ? count - wanted.Length : count;
            }
        }
    }
}
