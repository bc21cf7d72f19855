using System.Runtime.Versioning;

// Signals, control groups and procfs are what these tests hold the tool against.
[assembly: SupportedOSPlatform("linux")]
