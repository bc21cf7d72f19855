using IoTrace.Probe.Native;

namespace IoTrace.Probe.Recording;

/// <summary>
/// The two tables of an activation: calls add to one, while the one before is told and emptied. A thread uses a table only for the moment
/// after its call, never while the call blocks; so however long one blocks, it keeps no table from being emptied or given back.
/// </summary>
internal static unsafe class Tables
{
    /// <summary>How long an activation waits for threads of the one before, that get no CPU in the midst of that moment.</summary>
    private const int PatienceMilliseconds = 1000;

    private static ResourceTable* s_tables;
    private static ResourceTable* s_retired;
    private static int s_retiredIn;
    private static bool s_isTold;
    private static bool s_isOpen;

    /// <summary>Where calls that end after the deactivation count; never told.</summary>
    private static ResourceTable* Nowhere => &s_tables[2];

    /// <summary>The table that has been replaced and may still get a last call; null without.</summary>
    public static ResourceTable* Retired => s_retired;

    /// <summary>Whether memory waits to be given back.</summary>
    public static bool IsHeld => !s_isOpen && s_retired != null;

    /// <summary>To be called once, before the first hook.</summary>
    public static bool TryReserve()
    {
        s_tables = (ResourceTable*)Libc.Allocate(3 * sizeof(ResourceTable));
        if (s_tables == null || !ResourceTable.TryOpen(Nowhere, limit: 0))
            return false;
        Descriptors.Resources = Nowhere;
        return true;
    }

    /// <summary>Begins with an empty table; false where the process may not have the memory.</summary>
    public static bool TryOpen(int limit)
    {
        for (var waited = 0; IsHeld && waited < PatienceMilliseconds; waited++)
        {
            Settle();
            Thread.Sleep(1);
        }
        if (IsHeld || !ResourceTable.TryOpen(&s_tables[0], limit))
            return false;
        if (!ResourceTable.TryOpen(&s_tables[1], limit))
        {
            ResourceTable.Close(&s_tables[0]);
            return false;
        }
        s_isOpen = true;
        Replace(&s_tables[0]);
        return true;
    }

    /// <summary>Puts the empty table in the place of the present one; false while the one before it is still in use.</summary>
    public static bool TryRotate(int limit)
    {
        if (s_retired != null)
            return false;
        var present = Descriptors.Resources;
        var next = present == &s_tables[0] ? &s_tables[1] : &s_tables[0];
        ResourceTable.Empty(next, limit);
        Retire(present, next);
        return true;
    }

    /// <summary>Calls count nowhere from now on.</summary>
    public static void Close()
    {
        if (!s_isOpen)
            return;
        s_isOpen = false;
        Retire(Descriptors.Resources, Nowhere);
        Settle();
    }

    /// <summary>
    /// Lets go of the retired table once no thread is left that began to use it, and what the last of them added has been told: so it
    /// takes two calls with a flush between them.
    /// </summary>
    public static void Settle()
    {
        if (s_retired == null || HookedThread.OldestInside() <= s_retiredIn)
            return;
        if (s_isOpen && !s_isTold)
        {
            s_isTold = true;
            return;
        }
        s_retired = null;
        if (s_isOpen)
            return;
        ResourceTable.Close(&s_tables[0]);
        ResourceTable.Close(&s_tables[1]);
        Descriptors.GiveBack();
    }

    private static void Retire(ResourceTable* table, ResourceTable* next)
    {
        s_retired = table;
        s_isTold = false;
        s_retiredIn = HookedThread.Epoch;
        Replace(next);
    }

    private static void Replace(ResourceTable* next)
    {
        Descriptors.Resources = next;
        Volatile.Write(ref Descriptors.Generation, Descriptors.Generation + 1);
        Volatile.Write(ref HookedThread.Epoch, HookedThread.Epoch + 1);
        // Threads mark their use with a plain store; after this, whoever is not seen at it sees the new table.
        Interlocked.MemoryBarrierProcessWide();
    }
}
