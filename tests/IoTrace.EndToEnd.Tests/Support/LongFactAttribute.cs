namespace IoTrace.EndToEnd.Tests.Support;

/// <summary>A fact that takes many minutes and runs only when it is asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable("IOTRACE_LONG") is "1" ? null : "takes many minutes; set IOTRACE_LONG=1, or run scripts/accuracy";
}
