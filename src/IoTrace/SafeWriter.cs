using System.Text;

namespace IoTrace.Cli;

/// <summary>Writes texts with everything escaped that a terminal would obey, apart from line ends.</summary>
internal sealed class SafeWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value) => inner.Write(Safe(value));

    public override void WriteLine(string? value) => inner.WriteLine(Safe(value));

    public override void Flush() => inner.Flush();

    private static string Safe(string? value) => string.Join('\n', (value ?? "").Split('\n').Select(line => SafeText.Of(line)));
}
