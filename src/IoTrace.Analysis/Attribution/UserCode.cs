using System.Collections.Immutable;

namespace IoTrace.Analysis.Attribution;

/// <summary>Tells the user's own frames from the framework's, and names them as the source does.</summary>
public static class UserCode
{
    private const string Probe = "IoTrace.Probe.";
    private const string StartOfProbe = "(the start of the I/O probe)";
    private const string ProbeStart = "IoTrace.Probe.ProbeLifecycle.";

    private static readonly string[] Framework =
    [
        "System.", "Microsoft.", "Interop.", "Interop+", "Internal.", "MS.", "Windows.", "dynamicClass.IL_STUB", "?", Probe, "StartupHook.", StartOfProbe,
    ];

    /// <summary>Whether a frame belongs to the framework, to compiler-made plumbing, or to nothing that is known.</summary>
    public static bool IsFramework(string frame) => frame.Length == 0 || Framework.Any(p => frame.StartsWith(p, StringComparison.Ordinal));

    /// <summary>
    /// The user's frames, innermost first. A stack without any keeps its innermost frames, so that it can be told from others; ours never.
    /// </summary>
    public static ImmutableArray<string> Fold(ImmutableArray<string> outermostFirst)
    {
        const int KeptWithoutUserCode = 3;
        if (outermostFirst.Any(f => f.StartsWith(ProbeStart, StringComparison.Ordinal)))
        {
            return [StartOfProbe];
        }

        var user = ImmutableArray.CreateBuilder<string>();
        for (var i = outermostFirst.Length - 1; i >= 0; i--)
        {
            if (!IsFramework(outermostFirst[i]))
            {
                var name = Demangle(outermostFirst[i]);
                if (user.Count == 0 || user[^1] != name)
                {
                    user.Add(name);
                }
            }
        }

        // What the probe calls, the runtime's writing of its events above all, is ours as well.
        return user.Count > 0
            ? user.ToImmutable()
            : [.. outermostFirst.TakeWhile(f => !f.StartsWith(Probe, StringComparison.Ordinal)).Reverse().Where(f => f != "?").Take(KeptWithoutUserCode)];
    }

    /// <summary>
    /// Names that the compiler made, as the source has them: the state machine <c>Shop+&lt;GetAsync&gt;d__3.MoveNext()</c> is
    /// <c>Shop.GetAsync()</c>, the lambda <c>Shop+&lt;&gt;c.&lt;Get&gt;b__0(int)</c> is <c>Shop.Get.lambda(int)</c>, and
    /// <c>Program.&lt;&lt;Main&gt;$&gt;g__Work|0_1()</c> is <c>Program.Main.Work()</c>.
    /// </summary>
    public static string Demangle(string frame)
    {
        if (!frame.Contains('<', StringComparison.Ordinal))
        {
            return frame;
        }

        var open = frame.IndexOf('(', StringComparison.Ordinal);
        var (name, arguments) = open < 0 ? (frame, "") : (frame[..open], frame[open..]);
        name = name.Replace("<Main>$", "Main", StringComparison.Ordinal);
        if (name.EndsWith(".MoveNext", StringComparison.Ordinal) && StateMachine(name) is { } method)
        {
            return method + "()";
        }

        // Display classes and the cache class of lambdas are not in the source.
        name = RemoveClass(name, "+<>c__DisplayClass");
        name = RemoveClass(name, "+<>c");
        return Member(name) + arguments;
    }

    private static string? StateMachine(string name)
    {
        var start = name.LastIndexOf("+<", StringComparison.Ordinal);
        var end = name.LastIndexOf(">d", StringComparison.Ordinal);
        return start >= 0 && end > start + 2
            ? Member(RemoveClass(RemoveClass(name[..start], "+<>c__DisplayClass"), "+<>c") + "." + name[(start + 2)..end])
            : null;
    }

    private static string RemoveClass(string name, string marker)
    {
        var start = name.IndexOf(marker, StringComparison.Ordinal);
        if (start < 0)
        {
            return name;
        }

        // Type arguments stand in brackets and have dots of their own.
        var end = start + marker.Length;
        for (var depth = 0; end < name.Length && (depth > 0 || name[end] is not ('.' or '+')); end++)
        {
            depth += name[end] switch { '[' => 1, ']' => -1, _ => 0 };
        }

        return name[..start] + name[end..];
    }

    /// <summary>Lambdas <c>&lt;Get&gt;b__0</c> and local functions <c>&lt;Get&gt;g__Work|0_1</c>.</summary>
    private static string Member(string name)
    {
        var start = name.IndexOf('<', StringComparison.Ordinal);
        while (start >= 0 && name.IndexOf('>', start) is var end && end > start)
        {
            var tail = name[(end + 1)..];
            var outer = name[(start + 1)..end].TrimStart('<');
            if (tail.StartsWith("g__", StringComparison.Ordinal))
            {
                var bar = tail.IndexOf('|', StringComparison.Ordinal);
                var local = bar < 0 ? tail[3..] : tail[3..bar];
                return $"{name[..start]}{outer}.{local}";
            }

            if (tail.StartsWith("b__", StringComparison.Ordinal))
            {
                return $"{name[..start]}{outer}.lambda";
            }

            start = name.IndexOf('<', end);
        }

        return name;
    }
}
