using IoTrace.Capture.Os.Linux;
using IoTrace.Capture.Targets;

using Microsoft.Win32.SafeHandles;

namespace IoTrace.Capture.Probe;

/// <summary>
/// A copy of the probe in a folder of its own below the target's temporary folder: for a target that does not see the tool's file, or may not
/// read it. All in it belongs to the target's user, and is gone when this is disposed.
/// </summary>
internal sealed class ProbeStage : IDisposable
{
    private const string FinalName = "probe.final";
    private const int OwnerOnly = 0x1C0;
    private const int OwnerReads = 0x100;
    private const int OwnerReadsAndWrites = 0x180;
    private const int MostFinalBytes = 64 << 20;

    private readonly ProcessCredentials owner;
    private readonly string path;
    private readonly string name;
    private readonly SafeFileHandle parent;
    private SafeFileHandle? folder;
    private SafeFileHandle? final;
    private FileStatus? assembly;

    private ProbeStage(ProcessCredentials owner, SafeFileHandle parent, string temporary)
    {
        this.owner = owner;
        this.parent = parent;
        name = $".iotrace-{Path.GetRandomFileName()}";
        path = $"{temporary.TrimEnd('/')}/{name}";
        // Also at an end that waits for nobody.
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>The probe's file, as the target names it.</summary>
    public string Assembly => $"{path}/{ProbeLoader.AssemblyFile}";

    /// <summary>What <see cref="ProbeOptions.FinalFile"/> is to be, as the target names it.</summary>
    public string FinalFile => $"{path}/{FinalName}";

    /// <summary>Makes the folder.</summary>
    /// <param name="assembly">The tool's own file.</param>
    /// <exception cref="IOException">It cannot be made, with the reason.</exception>
    public static ProbeStage Make(int pid, string assembly)
    {
        var temporary = ProcessFacts.Variable(pid, "TMPDIR") is { Length: > 0 } set ? set : "/tmp";
        var owner = ProcessCredentials.Of(pid) ?? throw new IOException("it has ended");
        using var root = TargetRoot.TryOpen(pid) ?? throw new IOException("its files may not be seen by this user");
        var content = File.ReadAllBytes(assembly);
        var trusted = new HashSet<uint> { 0, owner.FileUser, UserMap.OuterRoot(pid) };
        ProbeStage? stage = null;
        var made = FileUser.TryRun(owner.FileUser, owner.FileGroup, () =>
        {
            var parent = root.FindSafeFolder(temporary, trusted)
                ?? throw new IOException($"its temporary folder {temporary} is missing, or others could put another file in the probe's place there (no sticky bit)");
            stage = new ProbeStage(owner, parent, temporary);
            stage.Fill(content);
        });
        if (!made)
        {
            throw new IOException($"the file system of its temporary folder {temporary} does not answer");
        }

        return stage!;
    }

    /// <summary>Whether the target finds this copy at its path, and not something else.</summary>
    public bool IsInPlace(int pid)
    {
        using var root = TargetRoot.TryOpen(pid);
        using var found = root?.Find(Assembly);
        return found is not null && LibC.Status(found) is { } status && (status.Inode, status.Device) == (assembly?.Inode, assembly?.Device);
    }

    /// <summary>Copies what a target that has ended left in the final file.</summary>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public void TakeFinal(string to)
    {
        var content = new MemoryStream();
        if (!FileUser.TryRun(owner.FileUser, owner.FileGroup, () => ReadFinal(content)))
        {
            throw new IOException("the file system of its temporary folder does not answer");
        }

        File.WriteAllBytes(to, content.ToArray());
    }

    /// <summary>Takes the final file away, before a session is stopped in a target that goes on.</summary>
    public void RemoveFinal() => Remove(FinalName);

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Remove(FinalName, ProbeLoader.AssemblyFile, null);
        final?.Dispose();
        folder?.Dispose();
        parent.Dispose();
    }

    private void OnExit(object? sender, EventArgs e) => Remove(FinalName, ProbeLoader.AssemblyFile, null);

    private void ReadFinal(MemoryStream content)
    {
        var buffer = new byte[1 << 16];
        while (content.Length < MostFinalBytes && LibC.ReadAt(final!, buffer, content.Length) is > 0 and var count)
        {
            content.Write(buffer, 0, count);
        }
    }

    private static void WriteAll(SafeFileHandle file, ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            var count = LibC.Write(file, content);
            content = content[(count >= 0 ? count : throw LibC.Failure(-count))..];
        }
    }

    private void Fill(byte[] content)
    {
        try
        {
            LibC.MakeFolder(parent, name, OwnerOnly);
            folder = LibC.FindEntry(parent, name, out var errno) ?? throw LibC.Failure(errno);
            // Whoever may write to the parent could have put something else there in between.
            if (LibC.Status(folder) is not { Type: FileType.Folder, Permissions: (UnixFileMode)OwnerOnly } status || status.Owner != owner.FileUser)
            {
                throw new IOException("somebody has put something else in the place of the probe's folder");
            }

            using (var copy = LibC.CreateFile(folder, ProbeLoader.AssemblyFile, OwnerReads))
            {
                WriteAll(copy, content);
                assembly = LibC.Status(copy);
            }

            final = LibC.CreateFile(folder, FinalName, OwnerReadsAndWrites);
        }
        catch
        {
            RemoveNow(FinalName, ProbeLoader.AssemblyFile, null);
            throw;
        }
    }

    /// <param name="names">Files; null for the folder itself.</param>
    private void Remove(params string?[] names)
    {
        try
        {
            _ = FileUser.TryRun(owner.FileUser, owner.FileGroup, () => RemoveNow(names));
        }
        catch (IOException)
        {
            // It is gone with its container, or never was.
        }
    }

    private void RemoveNow(params string?[] names)
    {
        foreach (var entry in names)
        {
            if (entry is null)
            {
                LibC.Remove(parent, name, isFolder: true);
            }
            else if (folder is not null)
            {
                LibC.Remove(folder, entry, isFolder: false);
            }
        }
    }
}
