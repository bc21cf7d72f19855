using System.Reflection;

namespace IoTrace.Probe.Events;

/// <summary>Reads an activity type that is known at run time only, through delegates: reflection happens once.</summary>
internal sealed class ActivityReader<TActivity>(MethodInfo current, MethodInfo name, MethodInfo id) : IActivityReader
    where TActivity : class
{
    private readonly Func<TActivity?> _current = current.CreateDelegate<Func<TActivity?>>();
    private readonly Func<TActivity, string?> _name = name.CreateDelegate<Func<TActivity, string?>>();
    private readonly Func<TActivity, string?> _id = id.CreateDelegate<Func<TActivity, string?>>();

    public (string? Name, string? Id)? Read() => _current() is { } activity ? (_name(activity), _id(activity)) : null;
}
