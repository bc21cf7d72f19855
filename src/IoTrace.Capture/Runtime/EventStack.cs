using System.Reflection;
using System.Reflection.Emit;

using Microsoft.Diagnostics.Tracing;

namespace IoTrace.Capture.Runtime;

/// <summary>
/// The code addresses of an event's stack. TraceEvent gives stacks only through TraceLog, which converts the whole trace to a
/// file nine times its size first; the addresses are already there in the event's extended data, so they are read from it.
/// </summary>
/// <remarks>
/// The layout is Windows' EVENT_RECORD and EVENT_HEADER_EXTENDED_DATA_ITEM (evntcons.h), which EventPipeEventSource fills in on
/// every system. A test compares the result with TraceLog's own.
/// </remarks>
internal static unsafe class EventStack
{
    private const int ExtendedDataCountOffset = 84;
    private const int ExtendedDataOffset = 88;
    private const int ItemSize = 16;
    private const int ItemTypeOffset = 2;
    private const int ItemLengthOffset = 6;
    private const int ItemPointerOffset = 8;
    private const ushort StackTrace64 = 6;
    private const int MatchIdSize = 8;

    private static readonly Func<TraceEvent, nint> Record = BuildRecordAccessor();

    /// <summary>Innermost frame first; valid only while the event is being dispatched. Empty when the event has no stack.</summary>
    public static ReadOnlySpan<ulong> Addresses(TraceEvent data)
    {
        var record = (byte*)Record(data);
        if (record is null)
        {
            return [];
        }

        var count = *(ushort*)(record + ExtendedDataCountOffset);
        var item = *(byte**)(record + ExtendedDataOffset);
        for (var i = 0; i < count; i++, item += ItemSize)
        {
            if (*(ushort*)(item + ItemTypeOffset) == StackTrace64)
            {
                var bytes = Math.Max(0, *(ushort*)(item + ItemLengthOffset) - MatchIdSize);
                return new ReadOnlySpan<ulong>(*(byte**)(item + ItemPointerOffset) + MatchIdSize, bytes / sizeof(ulong));
            }
        }

        return [];
    }

    private static Func<TraceEvent, nint> BuildRecordAccessor()
    {
        var field = typeof(TraceEvent).GetField("eventRecord", BindingFlags.Instance | BindingFlags.NonPublic)
            ?? throw new MissingFieldException(nameof(TraceEvent), "eventRecord");
        var method = new DynamicMethod("eventRecord", typeof(nint), [typeof(TraceEvent)], typeof(TraceEvent), skipVisibility: true);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, field);
        code.Emit(OpCodes.Conv_I);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<TraceEvent, nint>>();
    }
}
