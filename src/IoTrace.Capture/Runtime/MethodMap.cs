using System.Text;

namespace IoTrace.Capture.Runtime;

/// <summary>
/// Which method's code lies at an address, from the runtime's method events. Later code at the same place wins, as it does in
/// the process. Safe for one writer and one reader on different threads.
/// </summary>
internal sealed class MethodMap
{
    private readonly Lock gate = new();
    /// <summary>No method is longer; bounds code of unknown length against addresses that are no managed code at all.</summary>
    private const uint LongestMethod = 1 << 20;

    private readonly Dictionary<ulong, (uint Size, int Method)> ranges = [];
    private readonly Dictionary<string, int> ids = [];
    private readonly List<string> names = ["?"];
    private ulong[] starts = [];
    private bool sorted;

    /// <summary>The id of code that no method event told of.</summary>
    public const int Unknown = 0;

    /// <summary>
    /// Takes in that precompiled code of a method begins at an address. The event does not tell how long it is: it counts up to
    /// the next known method, which is right because a frame's method has always been entered, and so is known itself.
    /// </summary>
    public void AddPrecompiled(ulong start, string @namespace, string method, string signature) =>
        Add(start, (int)LongestMethod, @namespace, method, signature);

    /// <summary>Takes in that a method's code is at an address.</summary>
    public void Add(ulong start, int size, string @namespace, string method, string signature)
    {
        if (size <= 0 || start == 0)
        {
            return;
        }

        var name = Describe(@namespace, method, signature);
        lock (gate)
        {
            if (!ids.TryGetValue(name, out var id))
            {
                id = names.Count;
                ids.Add(name, id);
                names.Add(name);
            }

            sorted &= !ranges.TryAdd(start, ((uint)size, id)) && sorted;
            ranges[start] = ((uint)size, id);
        }
    }

    /// <summary>The method whose code holds the address, or <see cref="Unknown"/>.</summary>
    public int Find(ulong address)
    {
        lock (gate)
        {
            if (!sorted)
            {
                starts = [.. ranges.Keys];
                Array.Sort(starts);
                sorted = true;
            }

            var index = Array.BinarySearch(starts, address);
            index = index >= 0 ? index : ~index - 1;
            if (index < 0)
            {
                return Unknown;
            }

            var (size, method) = ranges[starts[index]];
            return address - starts[index] < size ? method : Unknown;
        }
    }

    /// <summary>A method's name as <c>Namespace.Type.Method(int, string)</c>.</summary>
    public string Name(int method)
    {
        lock (gate)
        {
            return names[method];
        }
    }

    /// <summary>The runtime's signature is "instance void  (int32,class System.String)": keep the argument types, shortly.</summary>
    private static string Describe(string @namespace, string method, string signature)
    {
        var text = new StringBuilder(@namespace);
        if (text.Length > 0)
        {
            text.Append('.');
        }

        text.Append(method);
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        var close = signature.LastIndexOf(')');
        if (open < 0 || close <= open)
        {
            return text.Append("()").ToString();
        }

        text.Append('(');
        var first = true;
        foreach (var argument in SplitArguments(signature[(open + 1)..close]))
        {
            if (!first)
            {
                text.Append(", ");
            }

            first = false;
            text.Append(ShortType(argument));
        }

        return text.Append(')').ToString();
    }

    private static IEnumerable<string> SplitArguments(string arguments)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < arguments.Length; i++)
        {
            depth += arguments[i] switch { '<' or '(' or '[' => 1, '>' or ')' or ']' => -1, _ => 0 };
            if (arguments[i] == ',' && depth == 0)
            {
                yield return arguments[start..i];
                start = i + 1;
            }
        }

        if (start < arguments.Length)
        {
            yield return arguments[start..];
        }
    }

    private static string ShortType(string type)
    {
        var name = type.Trim().Replace("class ", "", StringComparison.Ordinal).Replace("value ", "", StringComparison.Ordinal)
            .Replace("valuetype ", "", StringComparison.Ordinal);
        var generic = name.IndexOf('<', StringComparison.Ordinal);
        var head = generic < 0 ? name : name[..generic];
        var dot = head.LastIndexOf('.');
        var shortHead = dot < 0 ? head : head[(dot + 1)..];
        var tick = shortHead.IndexOf('`', StringComparison.Ordinal);
        if (tick > 0)
        {
            var suffix = shortHead.AsSpan(tick).IndexOfAny("[]&*");
            shortHead = string.Concat(shortHead.AsSpan(0, tick), suffix < 0 ? "" : shortHead.AsSpan(tick + suffix));
        }

        return generic < 0 ? shortHead : shortHead + "<…>";
    }
}
