namespace IoTrace.Capture.Guard;

/// <summary>What a guarded process is to do.</summary>
public enum GuardRole
{
    /// <summary>This process is not guarded.</summary>
    None,

    /// <summary>Its command.</summary>
    Work,

    /// <summary>Read the parts of its file one by one, to find the one that cannot be read.</summary>
    Examine,
}
