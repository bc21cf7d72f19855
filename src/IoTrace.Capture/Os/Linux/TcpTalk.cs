using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>The counters of a TCP connection, by the kernel's own account: sock_diag(7) and tcp_info, which any user may ask for.</summary>
/// <param name="pid">A process in the network namespace that is asked about.</param>
internal sealed class TcpTalk(int pid) : IDisposable
{
    // linux/netlink.h, linux/sock_diag.h, linux/inet_diag.h, linux/tcp.h: headers, ids of 16-byte addresses, then attributes.
    private const int Header = 16;
    private const int RequestLength = Header + 56;
    private const int MessageLength = 72;
    private const ushort ByFamily = 20;
    private const ushort IsRequest = 1;
    private const byte Internet4 = 2;
    private const byte Internet6 = 10;
    private const byte Tcp = 6;
    private const byte Info = 2;
    private const uint AnyCookie = uint.MaxValue;
    private const int State = Header + 1;
    private const byte SynSent = 2;
    private const int Inode = Header + 68;
    private const int Unacknowledged = 24;
    private const int LastDataSent = 44;
    private const int LastDataReceived = 52;
    private const int LastAcknowledgement = 56;
    private const int BytesReceived = 128;
    private const int NotSent = 144;
    private const int DataSegmentsIn = 152;
    private const int DataSegmentsOut = 156;

    private readonly byte[] request = new byte[RequestLength];
    private readonly byte[] answer = new byte[4096];
    private readonly int fd = NetworkNamespace.OpenSocketDiagnostics(pid);

    /// <summary>Asks about a connection; false where the kernel does not tell.</summary>
    /// <param name="inode">The socket's.</param>
    public bool TryAsk(IPEndPoint local, IPEndPoint remote, long inode, out TcpCounters counters)
    {
        counters = default;
        if (fd < 0)
        {
            return false;
        }

        WriteRequest(local, remote);
        var length = LibC.Ask(fd, request, answer);
        if (length < Header + MessageLength || MemoryMarshal.Read<ushort>(answer.AsSpan(4)) != ByFamily || MemoryMarshal.Read<uint>(answer.AsSpan(Inode)) != inode)
        {
            return false;
        }

        var info = Attribute(answer.AsSpan(Header + MessageLength, length - Header - MessageLength));
        if (info.Length < DataSegmentsOut + sizeof(uint))
        {
            return false;
        }

        var connecting = answer[State] == SynSent;
        counters = new TcpCounters(
            connecting,
            Milliseconds(info, LastDataSent), Milliseconds(info, LastDataReceived), Milliseconds(info, LastAcknowledgement),
            (long)Math.Min(MemoryMarshal.Read<ulong>(info[BytesReceived..]), long.MaxValue),
            Number(info, DataSegmentsOut), Number(info, DataSegmentsIn), Number(info, Unacknowledged), Number(info, NotSent));
        return true;
    }

    public void Dispose()
    {
        if (fd >= 0)
        {
            _ = LibC.Close(fd);
        }
    }

    private static Duration Milliseconds(ReadOnlySpan<byte> info, int offset) => Duration.FromMilliseconds(Number(info, offset));

    private static uint Number(ReadOnlySpan<byte> info, int offset) => MemoryMarshal.Read<uint>(info[offset..]);

    private void WriteRequest(IPEndPoint local, IPEndPoint remote)
    {
        var message = request.AsSpan();
        message.Clear();
        MemoryMarshal.Write(message, RequestLength);
        MemoryMarshal.Write(message[4..], ByFamily);
        MemoryMarshal.Write(message[6..], IsRequest);
        var body = message[Header..];
        body[0] = local.AddressFamily == AddressFamily.InterNetworkV6 ? Internet6 : Internet4;
        body[1] = Tcp;
        body[2] = 1 << (Info - 1);
        MemoryMarshal.Write(body[4..], uint.MaxValue);
        BinaryPrimitives.WriteUInt16BigEndian(body[8..], (ushort)local.Port);
        BinaryPrimitives.WriteUInt16BigEndian(body[10..], (ushort)remote.Port);
        _ = local.Address.TryWriteBytes(body[12..28], out _);
        _ = remote.Address.TryWriteBytes(body[28..44], out _);
        MemoryMarshal.Write(body[48..], AnyCookie);
        MemoryMarshal.Write(body[52..], AnyCookie);
    }

    /// <summary>The tcp_info among the attributes; empty without one.</summary>
    private static ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> attributes)
    {
        while (attributes.Length >= 4)
        {
            var (length, type) = (MemoryMarshal.Read<ushort>(attributes), MemoryMarshal.Read<ushort>(attributes[2..]));
            if (length < 4 || length > attributes.Length)
            {
                break;
            }

            if (type == Info)
            {
                return attributes[4..length];
            }

            attributes = attributes[Math.Min(attributes.Length, (length + 3) & ~3)..];
        }

        return [];
    }
}
