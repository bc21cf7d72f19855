using System.Globalization;
using System.Text.RegularExpressions;

using IoTrace.Capture.Os.Linux;
using IoTrace.Testing;

namespace IoTrace.Capture.Tests.Os.Linux;

/// <summary>Compares the table of numbers with what the C compiler of this machine says of them.</summary>
public class SystemCallsTests
{
    private const string Reads = "read pread64 readv preadv preadv2 readahead";
    private const string Writes = "write pwrite64 writev pwritev pwritev2 fallocate ftruncate";
    private const string OnDescriptor = "close fstat fcntl flock getdents getdents64 fchmod fchown fchdir fstatfs";
    private const string OnPath = "open stat lstat access truncate rename mkdir rmdir creat link unlink symlink readlink chmod chown lchown statfs chdir";
    private const string OnPathAt = "openat mknodat mkdirat fchownat newfstatat unlinkat renameat linkat readlinkat fchmodat faccessat utimensat renameat2 statx openat2 faccessat2";

    private static readonly (string Names, SystemCall Meaning)[] Expected =
    [
        (Reads, new(SystemCallKind.Read, Descriptor: 0)),
        ("copy_file_range", new(SystemCallKind.Read, Descriptor: 0, Target: 2)),
        ("sendfile", new(SystemCallKind.Read, Descriptor: 1, Target: 0)),
        (Writes, new(SystemCallKind.Write, Descriptor: 0)),
        ("fsync fdatasync sync_file_range syncfs", new(SystemCallKind.Sync, Descriptor: 0)),
        ("msync sync", new(SystemCallKind.Sync)),
        (OnDescriptor, new(SystemCallKind.Metadata, Descriptor: 0)),
        (OnPath, new(SystemCallKind.Metadata, Path: 0)),
        (OnPathAt, new(SystemCallKind.Metadata, Path: 1)),
        ("symlinkat", new(SystemCallKind.Metadata, Path: 2)),
        ("recvfrom recvmsg recvmmsg", new(SystemCallKind.Receive, Descriptor: 0)),
        ("sendto sendmsg sendmmsg", new(SystemCallKind.Send, Descriptor: 0)),
        ("connect", new(SystemCallKind.Connect, Descriptor: 0)),
        ("accept accept4", new(SystemCallKind.Accept, Descriptor: 0)),
        ("poll ppoll", new(SystemCallKind.Poll, TimeLimit: 2)),
        ("select pselect6", new(SystemCallKind.Poll, TimeLimit: 4)),
        ("epoll_wait epoll_pwait epoll_pwait2", new(SystemCallKind.EpollWait, Descriptor: 0, TimeLimit: 3)),
        ("futex", new(SystemCallKind.Futex, TimeLimit: 3)),
        ("nanosleep clock_nanosleep", new(SystemCallKind.Sleep)),
        ("wait4 waitid", new(SystemCallKind.WaitChild)),
    ];

    [HeadersFact]
    public void Every_number_means_what_the_kernels_headers_say()
    {
        var names = HeadersFactAttribute.Numbers.ToDictionary(n => n.Value, n => n.Key);
        var meanings = Expected.SelectMany(e => e.Names.Split(' '), (e, name) => (name, e.Meaning)).ToDictionary(e => e.name, e => e.Meaning);
        foreach (var (number, name) in names)
        {
            var meaning = SystemCalls.Find(number);
            // Calls of the table must be right; those that are not in it must not matter here.
            var expected = meanings.GetValueOrDefault(name, new SystemCall(SystemCallKind.Other));
            Assert.True(
                meaning == expected || (meaning.Kind == SystemCallKind.Other && Unlisted(name)), $"{name} ({number}): {meaning}, expected {expected}");
        }

        Assert.All(Enumerable.Range(0, 1000).Where(n => !names.ContainsKey(n)), n => Assert.Equal(SystemCallKind.Other, SystemCalls.Find(n).Kind));
    }

    /// <summary>Present on one architecture only, and rare.</summary>
    private static bool Unlisted(string name) => name is "chdir" or "fchdir" or "mknodat";
}

/// <summary>A fact that needs a C compiler with the kernel's headers.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed partial class HeadersFactAttribute : FactAttribute
{
    private static readonly Lazy<(Dictionary<string, int> Numbers, string? Why)> Headers = new(Read);

    public HeadersFactAttribute() => Skip = Headers.Value.Why;

    /// <summary>Numbers of the system calls by name.</summary>
    public static IReadOnlyDictionary<string, int> Numbers => Headers.Value.Numbers;

    private static (Dictionary<string, int> Numbers, string? Why) Read()
    {
        try
        {
            var result = ToolRunner.Run("gcc", "-E", "-dM", "-include", "asm/unistd.h", "-x", "c", "/dev/null");
            var numbers = Define().Matches(result.Output).ToDictionary(
                m => m.Groups[1].Value, m => int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture));
            return numbers.ContainsKey("read") ? (numbers, null) : (numbers, "the kernel's headers are not installed");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return ([], "gcc is not installed");
        }
    }

    [GeneratedRegex(@"^#define __NR_(\w+) (\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Define();
}
