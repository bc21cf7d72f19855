using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Waits;

/// <summary>A connection on which an answer was due when somebody looked.</summary>
/// <param name="At">The look.</param>
/// <param name="Endpoint">The other side.</param>
/// <param name="From">When the process spoke.</param>
/// <param name="LookBefore">When connections were looked at before; when it spoke where they never were.</param>
internal readonly record struct AnswerDue(Timestamp At, string Endpoint, Timestamp From, Timestamp LookBefore);
