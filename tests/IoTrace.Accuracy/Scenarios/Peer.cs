namespace IoTrace.Accuracy.Scenarios;

/// <summary>Somebody that the program waits for.</summary>
/// <param name="Milliseconds">How long an answer takes.</param>
internal readonly record struct Peer(PeerKind Kind, double Milliseconds);
