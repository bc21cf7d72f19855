namespace IoTrace.Workloads;

/// <summary>What can go wrong, said so that a person can put it right.</summary>
internal static class Errors
{
    private const int SignalBase = 128;
    private const string Settings = "size, buffer, concurrency, cache, durability, seed, duration, cpu, io, delay";

    public static WorkloadException UnknownName(string name, IReadOnlyList<string> suggestions) => Usage(
        $"There is no workload '{name}'. {(suggestions.Count > 0 ? $"Did you mean {string.Join(" or ", suggestions)}? " : "")}`iotrace workload list` shows all.");

    public static WorkloadException UnknownSetting(string name) => Usage($"'{name}' is no setting of a workload. Known are: {Settings}.");

    public static WorkloadException NotASetting(string entry) => Usage($"'{entry}' is not name=value. After the colon stand settings such as buffer=4KiB,cache=cold; known are: {Settings}.");

    public static WorkloadException Unused(string workload, string setting) => Usage($"{workload} does not support --{setting}. Run `iotrace workload list` for the supported settings.");

    public static WorkloadException NotComparable(string first, string second, string why) => Usage(
        $"{first} and {second} do not compare: {why} Workloads that are counted in bytes compare with each other, those that are counted in operations with themselves under other settings, and commands with copies and web-crawl, of which a pass has an end.");

    public static WorkloadException NotSavedResults(string path, string why) => Usage($"'{path}' holds no saved comparison: {why} `iotrace compare ... --save FILE` writes one.");

    public static WorkloadException BadSize(string name, string text) => Usage($"'{text}' is no value for {name}. Give a number with B, KiB, MiB, GiB or TiB, such as 256MiB.");

    public static WorkloadException SizeOutOfRange(string name, string text, long largest) => Usage($"{name} cannot be '{text}': it has to be a whole number of bytes from 1 to {largest:N0}.");

    public static WorkloadException BadTime(string name, string text) => Usage($"'{text}' is no time for {name}. Give a number with us, ms, s, m or h, such as 10ms; a day at most.");

    public static WorkloadException BadShare(string name, string text) => Usage($"'{text}' is no share for {name}. Give a percentage such as 15%.");

    public static WorkloadException BadNumber(string name, string text, int least, int most) => Usage($"'{text}' is no value for {name}. Give a whole number from {least:N0} to {most:N0}.");

    public static WorkloadException NotOneOf(string name, string text, string valid) => Usage($"'{text}' is no value for {name}. Valid are: {valid}.");

    public static WorkloadException TooMuchMemory(string workload, long needed, long most) => Usage(
        $"{workload} would need {needed:N0} bytes for its buffers, and has {most:N0}. Give a smaller --buffer or --concurrency.");

    public static WorkloadException NoSpace(string directory, long needed, long free) => new(
        $"'{directory}' has {free:N0} bytes free, and {needed:N0} are needed. Free some, give a smaller --size, or another place with --directory.", isUsage: false);

    public static WorkloadException CannotUse(string directory, string why) => new(
        $"Cannot work in '{directory}': {why} Give a folder that exists and can be written to with --directory.", isUsage: true);

    public static WorkloadException NoTemporaryFolder(string directory, string why) => new(
        $"No temporary folder can be made in '{directory}': {why} Have TMPDIR name a folder that can be written to.", isUsage: false);

    public static WorkloadException Failed(string workload, string why) => new($"The workload {workload} failed: {why}", isUsage: false);

    /// <summary>Its process has left no result. A shell's 128 and N stand for signal N; those that tell of a cause have it named (signal(7)).</summary>
    public static WorkloadException Ended(string workload, int exitCode) => Failed(workload, exitCode switch
    {
        SignalBase + 7 => "its process was ended by SIGBUS: the disk behind a memory mapping is full, or cannot be read.",
        SignalBase + 9 => "its process was killed (SIGKILL); the machine may have run out of memory.",
        > SignalBase => $"its process was ended by signal {exitCode - SignalBase}.",
        _ => $"its process ended with code {exitCode} and left no result.",
    });

    public static WorkloadException NotVerified(string workload, string why) => new(
        $"The workload {workload} did not do what it says: {why} Its figures would mean nothing.", isUsage: false);

    private static WorkloadException Usage(string message) => new(message, isUsage: true);
}
