namespace IoTrace.Capture.Recording;

/// <summary>Version 6 and later: a block is a kind, a length of 24 bits and its content.</summary>
internal sealed class NetTraceBlockLayout : NetTraceLayout
{
    private const int LengthBits = 24;

    public override NetTraceBlock ReadBlock(NetTraceUnit unit)
    {
        var header = unit.ReadInt32();
        var content = unit.Read(header & ((1 << LengthBits) - 1));
        switch (header >> LengthBits)
        {
            case (int)NetTraceBlock.End:
                return NetTraceBlock.End;
            case (int)NetTraceBlock.Trace:
                CheckTrace(content);
                return NetTraceBlock.Trace;
            default:
                return NetTraceBlock.Other;
        }
    }

    public override void WriteEnd(NetTraceUnit unit)
    {
        for (var i = 0; i < sizeof(int); i++)
        {
            unit.Add(0);
        }
    }
}
