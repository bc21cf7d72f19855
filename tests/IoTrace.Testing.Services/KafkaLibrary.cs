namespace IoTrace.Testing.Services;

/// <summary>Which build of librdkafka is used: Debian has no libsasl2.so.3, so the one without it.</summary>
internal static class KafkaLibrary
{
    public const string FileName = "centos8-librdkafka.so";
}
