using System.Reflection;
using System.Runtime.InteropServices;
using IoTrace.Probe.Hooks;
using IoTrace.Probe.Native;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe;

/// <summary>
/// Everything that can be done before the first session, after a look at what this process has to spare: the tool has looked from
/// outside, but a while ago.
/// </summary>
/// <param name="Refusal">Why the probe cannot work here: a short key, a colon and a sentence. Empty when it can.</param>
/// <param name="Patches">The slots to write.</param>
/// <param name="Hooked">The symbols they belong to.</param>
internal sealed record Preparation(string Refusal, List<SlotPatch> Patches, string Hooked)
{
    /// <summary>Newest runtime on which the probe was tried; the tool's ProbeLoader has the same.</summary>
    private const int NewestRuntime = 11;

    /// <summary>What sessions and later loads of assemblies still need when the probe itself is there.</summary>
    private const int SpareDescriptors = 8;

    public static Preparation Run()
    {
#pragma warning disable CA1031 // Whatever goes wrong, the target must go on as if the probe had not come.
        try
        {
            return FindSlots();
        }
        catch (Exception failure)
        {
            return Refuse($"error: {failure.GetType().Name}: {failure.Message}");
        }
#pragma warning restore CA1031
    }

    private static Preparation FindSlots()
    {
        if (!OperatingSystem.IsLinux())
            return Refuse("not-linux: the probe knows how Linux binds libSystem.Native.so only");
        if (RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
            return Refuse($"architecture: the probe was not written for {RuntimeInformation.ProcessArchitecture}");
        if (Environment.Version.Major > NewestRuntime)
            return Refuse($"runtime: .NET {Environment.Version} is newer than the newest the probe was tried with, {NewestRuntime}");
        if (!Libc.TryLoad())
            return Refuse("libc: libc.so.6 lacks a function the probe needs");
        if (!Libc.CanOpen(SpareDescriptors))
            return Refuse("descriptors: the process has hardly a file descriptor left");

        // Code is compiled when it is first needed, by then perhaps in a process that can open no file any more.
        foreach (var reference in typeof(Preparation).Assembly.GetReferencedAssemblies())
            Assembly.Load(reference);
        if (!Libc.CanOpen(SpareDescriptors))
            return Refuse("descriptors: the process has hardly a file descriptor left for its own files");

        var maps = MemoryMap.ReadAll();
        if (maps.Exists(map => Path.GetFileName(map.Path).StartsWith("ld-musl", StringComparison.Ordinal)))
            return Refuse("musl: not proven with this libc yet");
        var image = maps.Find(map => map.FileOffset == 0 && Path.GetFileName(map.Path).StartsWith("libSystem.Native.so", StringComparison.Ordinal));
        if (image.Start == 0)
            return Refuse("single-file: libSystem.Native is part of the program itself, its calls cannot be redirected");
        if (!Descriptors.TryReserve() || !PendingResponses.TryReserve() || !Tables.TryReserve())
            return Refuse("memory: no address space for the probe's tables");
        CpuSamples.Calibrate();
        var patches = HookTable.Bind(image.Start, maps, out var hooked);
        return patches.Count == 0
            ? Refuse("no-slots: libSystem.Native.so has no import slots the probe understands")
            : new Preparation("", patches, hooked);
    }

    private static Preparation Refuse(string why) => new(why, [], "");
}
