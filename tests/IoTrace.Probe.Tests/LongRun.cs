namespace IoTrace.Probe.Tests;

/// <summary>The sizes of the safety tests: short in the gate, long enough to mean it with IOTRACE_LONG=1.</summary>
internal static class LongRun
{
    public static bool Enabled { get; } = Environment.GetEnvironmentVariable("IOTRACE_LONG") == "1";

    public static int Pick(int quick, int thorough) => Enabled ? thorough : quick;

    public static string Text(int quick, int thorough) => Pick(quick, thorough).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
