using IoTrace.Analysis.Results;

using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Capture.Runtime;

/// <summary>
/// Takes managed stacks in short bursts. The sample profiler stops the whole runtime about every millisecond and would cost a
/// quarter of a tight loop's throughput if it ran all the time; in bursts it costs its share of the time only.
/// </summary>
/// <param name="pathOf">Where the burst with a given number, from 1, is to be written.</param>
/// <param name="rundownFirst">Whether the first burst lists the methods that were compiled before: for attached targets.</param>
/// <param name="targetLives">Whether the target is still there.</param>
internal sealed class StackBursts(DiagnosticsClient client, Func<int, string> pathOf, bool rundownFirst, Func<bool> targetLives)
{
    private const string Name = "stacks";

    /// <summary>How long a burst asks for samples; starting and stopping the session adds to it.</summary>
    private static readonly TimeSpan BurstLength = TimeSpan.FromMilliseconds(60);

    /// <summary>Early bursts come fast, so that a short program has stacks at all; then one comes every second.</summary>
    private static readonly TimeSpan[] EarlyRests = [.. new[] { 40, 250, 500 }.Select(ms => TimeSpan.FromMilliseconds(ms))];

    /// <summary>A burst in a program's first moments would delay its start, and show little else.</summary>
    private static readonly TimeSpan StartOfProgram = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan SteadyRest = TimeSpan.FromMilliseconds(1000);

    private static readonly TimeSpan EndingTime = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RundownLimit = TimeSpan.FromSeconds(30);
    private const int BufferMegabytes = 32;

    /// <summary>
    /// What a burst with the pool's queue may bring a second. An event takes some 16 bytes and, for its stack, 12 µs: this is about
    /// 1 % of a processor; a target that queues more is asked for them in fewer bursts.
    /// </summary>
    private const long QueueBytesPerBurst = 16 * 1024;

    private long burstsWithoutQueue;
    private int count;
    private string? failure;

    /// <summary>What is said where no stacks were wanted.</summary>
    public static CollectorStatus Off { get; } = new(Name, "off", "not asked for (--no-stacks)", "leave out --no-stacks");

    /// <summary>Why a burst could not be written whole; null where all were.</summary>
    public Exception? WriteFailure { get; private set; }

    /// <summary>How it went; final once <see cref="RunAsync"/> has ended.</summary>
    public CollectorStatus Status => (count, failure) switch
    {
        (0, { } why) => new CollectorStatus(Name, "unavailable", why, null),
        (_, { } why) => new CollectorStatus(Name, "degraded", why, null),
        (0, null) => new CollectorStatus(Name, "unavailable", "the target ended before the first burst", null),
        _ => new CollectorStatus(Name, "ok", null, null),
    };

    /// <summary>
    /// Takes bursts until <paramref name="stop"/>, or until the target is gone. A burst under way is ended properly, unless it is to be
    /// abandoned.
    /// </summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken abandon)
    {
        try
        {
            for (var number = 1; ; number++)
            {
                if (!await RestAsync(RestBefore(number), stop).ConfigureAwait(false) || !await TakeAsync(number, stop, abandon).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            return;
        }
        catch (OperationCanceledException)
        {
            failure = "the target did not answer in time when a burst of stacks was to start";
        }
        catch (Exception e) when (e is DiagnosticsClientException or IOException or TimeoutException)
        {
            // A target that ends while a session starts is no failure; one that refuses is. It takes a moment to end.
            if (e is ServerErrorException && !stop.IsCancellationRequested)
            {
                _ = await RestAsync(EndingTime, stop).ConfigureAwait(false);
                failure = targetLives() ? e.Message : null;
            }
        }
    }

    private TimeSpan RestBefore(int number) =>
        number > EarlyRests.Length ? SteadyRest
        : number == 1 && !rundownFirst ? StartOfProgram
        : EarlyRests[number - 1];

    private async Task<bool> TakeAsync(int number, CancellationToken stop, CancellationToken abandon)
    {
        var rundown = rundownFirst && number == 1;
        var withQueue = burstsWithoutQueue-- <= 0;
        var request = new EventPipeRequest(withQueue ? Providers.StackAndQueueBurst : Providers.StackBurst, BufferMegabytes, rundown, Stacks: true);
        using var startLimit = CancellationTokenSource.CreateLinkedTokenSource(abandon);
        startLimit.CancelAfter(StartLimit);
        using var recorder = await EventPipeRecorder.StartAsync(client, request, pathOf(number), startLimit.Token).ConfigureAwait(false);
        count = number;
        _ = await Task.WhenAny(recorder.Ended, RestAsync(BurstLength, stop)).ConfigureAwait(false);
        if (recorder.Ended.IsCompleted)
        {
            WriteFailure ??= recorder.WriteFailure;
            return false;
        }

        if (!await recorder.StopAsync(rundown ? RundownLimit : StopLimit, abandon).ConfigureAwait(false))
        {
            failure = abandon.IsCancellationRequested ? null : "the target did not answer in time when a burst of stacks was to end";
            return false;
        }

        WriteFailure ??= recorder.WriteFailure;
        if (withQueue && !rundown)
        {
            burstsWithoutQueue = recorder.Bytes / QueueBytesPerBurst;
        }

        return true;
    }

    /// <summary>Waits; false when stopped meanwhile.</summary>
    private static async Task<bool> RestAsync(TimeSpan rest, CancellationToken stop)
    {
        await Task.Delay(rest, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }
}
