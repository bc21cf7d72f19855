using System.Text;

namespace IoTrace.Capture.Probe;

/// <summary>The lines of a text that nobody vouches for: one that is too long is passed over without being kept.</summary>
internal sealed class BoundedLines(TextReader reader, int longest)
{
    /// <summary>The next line that is not too long; null at the end, or where the text cannot be read any further.</summary>
    public string? Next()
    {
        var line = new StringBuilder();
        var fits = true;
        while (true)
        {
            var read = Read();
            if (read < 0)
            {
                return line.Length > 0 && fits ? line.ToString() : null;
            }

            if (read != '\n')
            {
                fits &= line.Length < longest;
                _ = fits ? line.Append((char)read) : line;
                continue;
            }

            if (fits)
            {
                return line.ToString();
            }

            (fits, line) = (true, line.Clear());
        }
    }

    private int Read()
    {
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return -1;
        }
    }
}
