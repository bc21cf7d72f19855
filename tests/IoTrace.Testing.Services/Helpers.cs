namespace IoTrace.Testing.Services;

/// <summary>Processes that stand beside the programs, and are not looked at themselves.</summary>
internal static class Helpers
{
    /// <returns>False where the name is none of theirs.</returns>
    public static async Task<bool> TryRunAsync(string name, Options options)
    {
        switch (name)
        {
            case "relay":
                await new Relay(options.Number("to", 0), options.Time("delay", 0)).RunAsync(TimeSpan.FromSeconds(options.Real("seconds", 600)));
                return true;
            case "kafka-broker":
                await KafkaBroker.RunAsync((int)options.Time("delay", 0).TotalMilliseconds, TimeSpan.FromSeconds(options.Real("seconds", 600)));
                return true;
            case "uploaders":
                await Uploaders.RunAsync(options);
                return true;
            default:
                return false;
        }
    }
}
