using System.Runtime.InteropServices;

namespace IoTrace.Testing.Services;

/// <summary>The broker that librdkafka brings along for tests, in a process of its own.</summary>
internal static partial class KafkaBroker
{
    private const string Library = "librdkafka";
    private const int Producer = 0, ErrorSize = 512;

    public static async Task RunAsync(int milliseconds, TimeSpan length)
    {
        NativeLibrary.SetDllImportResolver(typeof(KafkaBroker).Assembly, (name, assembly, paths) => name == Library
            ? NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "runtimes/linux-x64/native", KafkaLibrary.FileName))
            : 0);
        var cluster = NewCluster(New(Producer, NewConfiguration(), new byte[ErrorSize], ErrorSize), 1);
        if (SetRoundTrip(cluster, 1, milliseconds) != 0) throw new InvalidOperationException("the broker takes no round-trip time");
        Console.Out.WriteLine($"ready {Marshal.PtrToStringUTF8(Bootstraps(cluster))}");
        using var end = new CancellationTokenSource(length);
        while (!end.IsCancellationRequested && await Console.In.ReadLineAsync(end.Token) is not null) { }
    }

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_new")]
    private static partial nint NewConfiguration();

    [LibraryImport(Library, EntryPoint = "rd_kafka_new")]
    private static partial nint New(int type, nint configuration, byte[] error, nuint size);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_new")]
    private static partial nint NewCluster(nint handle, int brokers);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
    private static partial nint Bootstraps(nint cluster);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_broker_set_rtt")]
    private static partial int SetRoundTrip(nint cluster, int broker, int milliseconds);
}
