using System.Diagnostics.Tracing;

using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Capture.Runtime;

/// <summary>What to ask the runtime for, and what each part costs the target.</summary>
internal static class Providers
{
    public const string Runtime = "Microsoft-Windows-DotNETRuntime";
    public const string SampleProfiler = "Microsoft-DotNETCore-SampleProfiler";
    public const string Counters = "System.Runtime";
    public const string Http = "System.Net.Http";
    public const string NameResolution = "System.Net.NameResolution";
    public const string Security = "System.Net.Security";
    public const string Sockets = "System.Net.Sockets";
    public const string Tasks = "System.Threading.Tasks.TplEventSource";
    public const string Hosting = "Microsoft.AspNetCore.Hosting";
    public const string Framework = "System.Diagnostics.Eventing.FrameworkEventSource";

    private const long Gc = 0x1;
    private const long Loader = 0x8;
    private const long Jit = 0x10;
    private const long Contention = 0x4000;
    private const long Threading = 0x10000;
    private const long CompilationDiagnostic = 0x20_0000_0000;
    private const long TasksFlowActivityIds = 0x80;
    private const long PoolQueue = 0x2;

    /// <summary>
    /// The session that runs from beginning to end, without stacks: pauses, compilations, locks, the pool, the network.
    /// Verbose is needed for the start of a compilation and for the names of precompiled methods.
    /// </summary>
    public static IReadOnlyList<EventPipeProvider> Steady { get; } =
    [
        new(Runtime, EventLevel.Verbose, Gc | Loader | Jit | CompilationDiagnostic | Contention | Threading),
        new(Http, EventLevel.Informational, -1),
        new(NameResolution, EventLevel.Informational, -1),
        new(Security, EventLevel.Informational, -1),
        new(Sockets, EventLevel.Informational, -1),
        new(Hosting, EventLevel.Informational, -1),
        new(Tasks, EventLevel.Informational, TasksFlowActivityIds),
    ];

    /// <summary>
    /// The length of the pool's queue, for targets without the probe, which tells it itself. In the first second the runtime's
    /// counter thread defines its events; a target that ends in that very moment frees their provider first and crashes
    /// (SIGSEGV in EventPipeInternal.DefineEvent, called from CounterGroup.PollForValues; .NET 10.0.12). A slow end makes it likelier.
    /// </summary>
    public static IReadOnlyList<EventPipeProvider> PoolCounters { get; } =
    [
        new(Counters, EventLevel.Informational, 0, new Dictionary<string, string> { ["EventCounterIntervalSec"] = "1" }),
    ];

    /// <summary>A short burst of managed stacks. It suspends the runtime about every millisecond, so it must stay short.</summary>
    public static IReadOnlyList<EventPipeProvider> StackBurst { get; } = [new(SampleProfiler, EventLevel.Informational, 0)];

    /// <summary>
    /// A burst that also tells which code queues the pool's work: two events with stacks an item, some 25 µs. Asynchronous file I/O
    /// is such work, and its own stack is the pool's.
    /// </summary>
    public static IReadOnlyList<EventPipeProvider> StackAndQueueBurst { get; } = [.. StackBurst, new(Framework, EventLevel.Verbose, PoolQueue)];
}
