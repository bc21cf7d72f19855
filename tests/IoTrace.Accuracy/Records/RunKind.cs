namespace IoTrace.Accuracy.Records;

/// <summary>What a run was made for.</summary>
internal enum RunKind
{
    /// <summary>The tool's verdict on some seconds of a program.</summary>
    Verdict,

    /// <summary>The run time of an amount of work under a lever.</summary>
    Intervention,

    /// <summary>The tool's what-if bounds for an amount of work.</summary>
    WhatIf,
}
