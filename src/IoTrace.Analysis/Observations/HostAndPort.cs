using System.Globalization;

namespace IoTrace.Analysis.Observations;

/// <summary>Endpoints as text: <c>127.0.0.1:80</c>, <c>[::1]:80</c>, or the path of a Unix socket.</summary>
internal static class HostAndPort
{
    /// <summary>
    /// Whether it is a local (Unix) socket: <c>unix:/run/x.sock</c> as the probe says, or as the kernel's table does its path, its abstract
    /// name, or nothing, which is read as <c>unix socket</c>.
    /// </summary>
    public static bool IsLocal(string? text) =>
        text is not null && (text.StartsWith("unix", StringComparison.Ordinal) || text.StartsWith('/') || text.StartsWith('@')) && Parse(text).Port is null;

    /// <summary>Host and port; the text itself and no port when it is no Internet endpoint.</summary>
    public static (string Host, int? Port) Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (text[..colon], port)
            : (text, null);
    }
}
