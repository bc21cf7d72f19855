using System.Text;

using IoTrace.Capture.Recording;
using IoTrace.Testing;

namespace IoTrace.Capture.Tests.Recording;

public sealed class ArgumentScrubTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("dotnet /srv/app.dll --password p4ss", "/usr/share/dotnet/dotnet /srv/app.dll --password p4ss\0", "/usr/share/dotnet/dotnet /srv/app.dll ***************\0")]
    [InlineData("/srv/app x1", "/srv/app x1\0 x1", "/srv/app **\0 x1")]
    [InlineData("/srv/app", "/srv/app\0", "/srv/app\0")]
    public void Arguments_are_overwritten_and_nothing_else(string commandLine, string before, string after)
    {
        foreach (var padding in (int[])[0, 3, (1 << 20) - 40, (1 << 20) - 1, 3 << 20])
        {
            byte[] Around(string text) => [.. new byte[padding], .. Encoding.Unicode.GetBytes(text), 7, .. Encoding.Unicode.GetBytes(text)];
            File.WriteAllBytes(folder.At("stream"), Around(before));
            ArgumentScrub.In(folder.At("stream"), commandLine);
            Assert.True(Around(after).AsSpan().SequenceEqual(File.ReadAllBytes(folder.At("stream"))), $"behind {padding} bytes");
        }
    }
}
