using System.Globalization;
using System.Net;

namespace IoTrace.Capture.Runtime;

/// <summary>
/// The text of a SocketAddress as System.Net.Sockets' events carry it: "InterNetwork:16:{31,144,127,0,0,1,0,0,0,0,0,0,0,0}".
/// </summary>
internal static class SocketAddressText
{
    /// <summary>Host and port; the text itself and no port when it is of another family.</summary>
    public static (string Host, int? Port) Parse(string text)
    {
        var open = text.IndexOf('{', StringComparison.Ordinal);
        if (open < 0 || !text.EndsWith('}'))
        {
            return (text, null);
        }

        var bytes = new List<byte>();
        foreach (var part in text[(open + 1)..^1].Split(','))
        {
            if (!byte.TryParse(part, CultureInfo.InvariantCulture, out var value))
            {
                return (text, null);
            }

            bytes.Add(value);
        }

        var port = bytes.Count >= 2 ? (bytes[0] << 8) | bytes[1] : (int?)null;
        var data = bytes.ToArray();
        if (text.StartsWith("InterNetworkV6:", StringComparison.Ordinal) && data.Length >= 22)
        {
            var address = new IPAddress(data.AsSpan(6, 16));
            return ((address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString(), port);
        }

        return text.StartsWith("InterNetwork:", StringComparison.Ordinal) && data.Length >= 6
            ? (new IPAddress(data.AsSpan(2, 4)).ToString(), port)
            : (text, null);
    }
}
