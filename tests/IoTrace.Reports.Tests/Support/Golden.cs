using System.Text;

namespace IoTrace.Reports.Tests.Support;

/// <summary>Compares a report with the one under golden/; IOTRACE_UPDATE_GOLDEN=1 writes it there instead.</summary>
internal static class Golden
{
    public static void Matches(string expectedFile, string actual)
    {
        var path = ProjectDirectory.Combine("golden", expectedFile);
        if (Environment.GetEnvironmentVariable("IOTRACE_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return;
        }

        Assert.True(File.Exists(path), $"golden/{expectedFile} is missing: run the tests with IOTRACE_UPDATE_GOLDEN=1 and look at what they write");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
