namespace IoTrace.Accuracy.Calibration;

/// <summary>Which half of the labelled programs one belongs to. The hash decides, and no hand.</summary>
internal enum Half
{
    /// <summary>The numbers of the judgement may be fitted on these.</summary>
    Fitted,

    /// <summary>How often verdicts are right is reported of these.</summary>
    Reported,
}
