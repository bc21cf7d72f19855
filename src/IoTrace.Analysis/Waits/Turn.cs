namespace IoTrace.Analysis.Waits;

/// <summary>Whose turn it is to speak on a connection that the process opened.</summary>
internal enum Turn
{
    /// <summary>The kernel does not tell.</summary>
    Untold,

    /// <summary>The process asked for nothing, or the other side spoke last: no answer is due.</summary>
    Quiet,

    /// <summary>The process spoke last, or its connect is not answered: an answer is due.</summary>
    Due,

    /// <summary>The process speaks again and again and nobody answers: none is expected.</summary>
    OneWay,

    /// <summary>Both sides spoke within one tick of the kernel's clock, a moment ago.</summary>
    Unclear,
}
