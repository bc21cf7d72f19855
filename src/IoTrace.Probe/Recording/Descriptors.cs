using System.Runtime.CompilerServices;
using IoTrace.Probe.Native;

namespace IoTrace.Probe.Recording;

/// <summary>
/// The table of file descriptors, indexed by number, in reserved memory of which only touched pages exist. A descriptor the
/// probe has not seen being opened is resolved on first use, through the kernel.
/// </summary>
internal static unsafe class Descriptors
{
    private static Descriptor* s_table;
    private static int s_limit;
    private static int s_highest;

    /// <summary>
    /// Generation that a descriptor must have to be valid; raised with each activation and rotation. Negative, it is that of one that
    /// was closed.
    /// </summary>
    public static int Generation;

    /// <summary>First generation of this activation: roles learnt earlier may belong to another connection.</summary>
    public static int FirstGeneration;

    public static ResourceTable* Resources;

    /// <summary>Highest descriptor number seen; the flusher's walks end there.</summary>
    public static int Highest => Math.Min(Volatile.Read(ref s_highest), s_limit - 1);

    public static bool TryReserve()
    {
        foreach (var limit in new[] { 1 << 20, 1 << 16 })
        {
            // One more than the limit: all higher numbers share the last one.
            s_table = (Descriptor*)Libc.Reserve((nuint)(limit + 1) * (nuint)sizeof(Descriptor));
            s_limit = limit;
            if (s_table != null)
                return true;
        }
        return false;
    }

    /// <summary>The descriptor's record; one for all numbers that are out of range.</summary>
    public static Descriptor* At(int fd) => s_table + Math.Min((uint)fd, (uint)s_limit);

    /// <summary>Gives the memory of what was known back.</summary>
    public static void GiveBack() => Libc.Forget((nint)s_table, (nuint)(s_limit + 1) * (nuint)sizeof(Descriptor));

    /// <summary>The descriptor's record with a valid resource.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Descriptor* Lookup(int fd)
    {
        var descriptor = At(fd);
        if (descriptor->Generation != Generation)
            Resolve(descriptor, fd);
        return descriptor;
    }

    /// <summary>Forgets a number that is about to be closed or has just been handed out for something else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forget(int fd)
    {
        if ((uint)fd < (uint)s_limit && s_table[fd].Generation > 0)
            s_table[fd].Generation = -s_table[fd].Generation;
    }

    /// <summary>The valid resource of a record after a call on it, also where the number was closed meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Resource* ResourceOf(Descriptor* descriptor)
    {
        var generation = descriptor->Generation;
        if (generation != Generation && generation != -Generation)
            Resolve(descriptor, (int)(descriptor - s_table));
        return descriptor->Resource;
    }

    /// <summary>
    /// Records what a number that the kernel has just handed out stands for. <paramref name="generation"/> was read before
    /// the resource was looked up: after a rotation in between, the descriptor has to be resolved again.
    /// </summary>
    public static void Assign(int fd, int generation, Resource* resource, ResourceKind kind)
    {
        if ((uint)fd >= (uint)s_limit)
            return;
        var descriptor = s_table + fd;
        descriptor->Resource = resource;
        descriptor->Kind = kind;
        descriptor->IsWriteThrough = false;
        descriptor->IsKindVerified = false;
        descriptor->IsRoleKnown = kind is ResourceKind.Client or ResourceKind.Server;
        descriptor->SentAt = 0;
        descriptor->WantingSince = 0;
        descriptor->ShortWaitsFrom = 0;
        Conversation.Begin(descriptor);
        descriptor->ConnectStartedAt = 0;
        descriptor->ListNanoseconds = 0;
        Volatile.Write(ref descriptor->Generation, generation);
        RaiseHighest(fd);
    }

    /// <summary>A file's resource from before the call, or what stands for it where its table has been replaced since.</summary>
    public static Resource* Kept(HookedThread* thread, Resource* resource) =>
        thread->KeptIn == Generation || thread->KeptIn == -Generation ? resource : ResourceTable.LastResort(Resources, ResourceKind.File);

    public static Resource* Intern(ResourceKind kind, ReadOnlySpan<byte> name) => ResourceTable.Intern(Resources, kind, name);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Resolve(Descriptor* descriptor, int fd)
    {
        var errno = Libc.ErrnoLocation();
        var savedErrno = *errno;
        var thread = HookedThread.Current;
        var before = HookedThread.Use(thread);
        // The order matters: a rotation publishes the table before the generation.
        var generation = Volatile.Read(ref Generation);
        var isSameActivation = descriptor->Generation >= FirstGeneration;
        if (!isSameActivation)
        {
            descriptor->IsRoleKnown = false;
            descriptor->SentAt = 0;
            descriptor->WantingSince = 0;
            descriptor->ShortWaitsFrom = 0;
            Conversation.Begin(descriptor);
            descriptor->ConnectStartedAt = 0;
            descriptor->ListNanoseconds = 0;
            descriptor->IsKindVerified = false;
        }
        if ((uint)fd >= (uint)s_limit)
            SetCatchAll(descriptor);
        else
            DescriptorResolver.Resolve(descriptor, fd);
        Volatile.Write(ref descriptor->Generation, generation);
        if ((uint)fd < (uint)s_limit)
            RaiseHighest(fd);
        thread->InsideSince = before;
        *errno = savedErrno;
    }

    private static void SetCatchAll(Descriptor* descriptor)
    {
        descriptor->Kind = ResourceKind.Other;
        descriptor->Resource = Intern(ResourceKind.Other, "(descriptors out of range)"u8);
    }

    private static void RaiseHighest(int fd)
    {
        var seen = s_highest;
        while (fd > seen)
        {
            var before = Interlocked.CompareExchange(ref s_highest, fd, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
