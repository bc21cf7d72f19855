using System.Collections.Immutable;

using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Attribution;

/// <summary>
/// Whose work the pool's workers do. Asynchronous file I/O is a work item without any of the user's code; its call site is on the
/// stack that queued it. The queue is watched in the bursts of stacks only; what they teach is applied to all of the time.
/// </summary>
/// <remarks>
/// The runtime identifies an item by its object, and uses the same one for one operation on a file after the other. It is never in
/// the queue twice, so an item that is taken is the one that was queued last, also where an event between is missing.
/// </remarks>
internal sealed class QueuedWork(Func<StackId, ImmutableArray<string>> frames)
{
    /// <summary>Where a worker's own frames end and those of its work begin.</summary>
    private const string Dispatch = "System.Threading.ThreadPoolWorkQueue.Dispatch";

    /// <summary>
    /// An asynchronous method goes on from one of these; which are there depends on what was inlined. What lies further out is what it
    /// waited for, and not who called it.
    /// </summary>
    private static readonly string[] Resumption =
    [
        "System.Threading.ExecutionContext.RunInternal", "System.Threading.Tasks.AwaitTaskContinuation.", "System.Threading.Tasks.Task.RunContinuations",
        "System.Runtime.CompilerServices.AsyncTaskMethodBuilder`1+AsyncStateMachineBox`1",
        "System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder`1+StateMachineBox`1", Dispatch,
    ];

    /// <summary>The way into the queue, and that of the event which tells of it.</summary>
    private static readonly string[] Queueing = ["System.Threading.ThreadPool", "System.Diagnostics.Tracing."];

    /// <summary>Past this many items in the queue new ones are not learnt from.</summary>
    private const int MostPending = 50_000;

    private const string Nameless = "?";

    private readonly Dictionary<long, StackId> pending = [];
    private readonly Dictionary<ThreadId, StackId> current = [];
    private readonly Dictionary<StackId, Dictionary<StackId, int>> byStack = [];
    private readonly Dictionary<ResourceId, Dictionary<StackId, int>> byResource = [];
    private Dictionary<string, Dictionary<StackId, int>>? byKind;
    private readonly Dictionary<StackId, bool> anonymous = [];
    private readonly Dictionary<StackId, ImmutableArray<string>> callers = [];

    /// <summary>The workers whose work is known at the moment.</summary>
    public IEnumerable<ThreadId> Workers => current.Keys;

    public void Take(WorkQueued queued)
    {
        // An asynchronous method of the framework, such as CopyToAsync, queues its next operation when the one before is done.
        // While a method has no name yet it may be the user's.
        var by = frames(queued.Stack).Contains(Nameless) || HasUserCode(Caller(queued.Stack)) ? queued.Stack : current.GetValueOrDefault(queued.Thread);
        if (pending.Count < MostPending || pending.ContainsKey(queued.Work))
        {
            pending[queued.Work] = by;
        }
    }

    public void Take(WorkTaken taken)
    {
        current.Remove(taken.Thread);
        if (pending.Remove(taken.Work, out var by) && by != StackId.None)
        {
            current[taken.Thread] = by;
        }
    }

    /// <summary>Learns whose work a stack is; whether that is asked for is decided when all methods have their names.</summary>
    public void Take(StackSample sample)
    {
        byKind = null;
        if (current.TryGetValue(sample.Thread, out var by))
        {
            Count(byStack, sample.Stack, by);
        }
    }

    /// <summary>Learns whose work a wait for a file is.</summary>
    public void Take(in ThreadSnapshot snapshot)
    {
        if (snapshot.Resource != ResourceId.None && !snapshot.Exited && current.TryGetValue(snapshot.Thread, out var by))
        {
            Count(byResource, snapshot.Resource, by);
        }
    }

    /// <summary>The place in the code of what a thread does now with this stack; who queued it matters if the stack is anonymous.</summary>
    public SiteStack Now(ThreadId thread, StackId stack) =>
        new(stack, current.GetValueOrDefault(thread));

    /// <summary>Nothing is known of the queue until the next burst.</summary>
    public void EndBurst()
    {
        pending.Clear();
        current.Clear();
    }

    /// <summary>The places in the code that a stack stands for, with their shares, which sum to 1.</summary>
    /// <param name="resource">What the thread waits for; none where that is not known.</param>
    public IEnumerable<(SiteStack Site, double Share)> Sites(StackId stack, ResourceId resource)
    {
        if (!IsAnonymous(stack) || !(byResource.TryGetValue(resource, out var seen) || byStack.TryGetValue(stack, out seen) || (seen = OfSameKind(stack)).Count > 0))
        {
            return [(new SiteStack(stack, StackId.None), 1)];
        }

        var all = (double)seen.Values.Sum();
        return seen.Select(s => (new SiteStack(stack, s.Key), s.Value / all));
    }

    /// <summary>The frames of a place, outermost first: of the code that queued the work, and then of the work.</summary>
    public ImmutableArray<string> Frames(SiteStack site)
    {
        var own = frames(site.Stack);
        if (site.QueuedBy == StackId.None)
        {
            return own;
        }

        var dispatch = LastIndex(own, f => f.StartsWith(Dispatch, StringComparison.Ordinal));
        return [.. Caller(site.QueuedBy), .. own[Math.Max(0, dispatch)..]];
    }

    /// <summary>
    /// Who queued work of the same kind. The same work has several stacks, as its methods are compiled again and inlined.
    /// </summary>
    private Dictionary<StackId, int> OfSameKind(StackId stack)
    {
        byKind ??= byStack.Where(s => IsAnonymous(s.Key)).GroupBy(s => Kind(s.Key), s => s.Value).ToDictionary(
            kind => kind.Key,
            kind => kind.SelectMany(seen => seen).GroupBy(s => s.Key, s => s.Value).ToDictionary(g => g.Key, g => g.Sum()));
        return Kind(stack) is { Length: > 0 } own && byKind.TryGetValue(own, out var found) ? found : [];
    }

    /// <summary>The type of the work item: the first that the worker's loop calls.</summary>
    private string Kind(StackId stack)
    {
        var own = frames(stack);
        var first = own.Skip(LastIndex(own, f => f.StartsWith(Dispatch, StringComparison.Ordinal)) + 1).FirstOrDefault() ?? "";
        var method = first.IndexOf('.', first.IndexOf('+', StringComparison.Ordinal) + 1);
        return first.Contains('+', StringComparison.Ordinal) && method > 0 ? first[..method] : "";
    }

    /// <summary>Whether a stack is work of the pool without any of the user's code.</summary>
    public bool IsAnonymous(StackId stack)
    {
        if (!anonymous.TryGetValue(stack, out var found))
        {
            var own = frames(stack);
            var dispatch = LastIndex(own, f => f.StartsWith(Dispatch, StringComparison.Ordinal));
            found = dispatch >= 0 && !HasUserCode(own[dispatch..]);
            anonymous.Add(stack, found);
        }

        return found;
    }

    /// <summary>The frames of the code that queued the work, without what it was resumed by and without the queue's own.</summary>
    private ImmutableArray<string> Caller(StackId stack)
    {
        if (!callers.TryGetValue(stack, out var found))
        {
            var all = frames(stack);
            found = [.. all[(LastIndex(all, f => IsOneOf(Resumption, f)) + 1)..].TakeWhile(f => !IsOneOf(Queueing, f))];
            callers.Add(stack, found);
        }

        return found;
    }

    private static bool HasUserCode(ImmutableArray<string> some) => some.Any(f => !UserCode.IsFramework(f));

    private static bool IsOneOf(string[] beginnings, string frame) => beginnings.Any(b => frame.StartsWith(b, StringComparison.Ordinal));

    private static int LastIndex(ImmutableArray<string> some, Func<string, bool> predicate)
    {
        var index = some.Length - 1;
        while (index >= 0 && !predicate(some[index]))
        {
            index--;
        }

        return index;
    }

    private static void Count<TKey>(Dictionary<TKey, Dictionary<StackId, int>> counts, TKey key, StackId by)
        where TKey : notnull
    {
        if (!counts.TryGetValue(key, out var seen))
        {
            counts.Add(key, seen = []);
        }

        seen[by] = seen.GetValueOrDefault(by) + 1;
    }
}
