namespace IoTrace.Probe.Hooks;

/// <summary>What the import slots held before the probe came: the functions of libc that the hooks pass on to.</summary>
internal static class Originals
{
#pragma warning disable CS0649 // Bound by name when the hook table finds the symbol.
    public static nint Read;
    public static nint PRead;
    public static nint PReadV;
    public static nint PWrite;
    public static nint PWriteV;
    public static nint FSync;
    public static nint FDataSync;
    public static nint FTruncate;
    public static nint FAllocate;
    public static nint MSync;
    public static nint Open;
    public static nint Close;
    public static nint XStat;
    public static nint LXStat;
    public static nint FXStat;
    public static nint Stat;
    public static nint LStat;
    public static nint FStat;
    public static nint Access;
    public static nint ReadLink;
    public static nint Rename;
    public static nint Unlink;
    public static nint RmDir;
    public static nint MkDir;
    public static nint Link;
    public static nint SymLink;
    public static nint ChMod;
    public static nint FChMod;
    public static nint UTimensAt;
    public static nint FUTimens;
    public static nint OpenDir;
    public static nint ReadDir;
    public static nint ReadDirR;
    public static nint CloseDir;
    public static nint SendFile;
    public static nint IoCtl;
    public static nint SysCall;
    public static nint CopyFileRange;
    public static nint Socket;
    public static nint Pipe2;
    public static nint Connect;
    public static nint GetSockOpt;
    public static nint Accept4;
    public static nint Accept;
    public static nint Send;
    public static nint SendMsg;
    public static nint Recv;
    public static nint RecvMsg;
#pragma warning restore CS0649
}
