using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>Both ends of TLS connections that are made anew for each question, in one process: the handshakes are all the work.</summary>
internal sealed class TlsHandshakes(Options options) : ServiceProgram(options)
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private X509Certificate2 _certificate = null!;

    public override Task OpenAsync()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _listener.Start();
        _ = AcceptAsync();
        return Task.CompletedTask;
    }

    public override async Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            using var client = new TcpClient();
            await client.ConnectAsync((IPEndPoint)_listener.LocalEndpoint);
            // The certificate is this program's own.
#pragma warning disable CA5359
            await using var stream = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
            await stream.AuthenticateAsClientAsync("localhost");
            phase.Count();
        }
    }

    protected override ValueTask CloseAsync()
    {
        _listener.Dispose();
        _certificate.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync();
            _ = Task.Run(async () =>
            {
                using (client)
                await using (var stream = new SslStream(client.GetStream()))
                {
                    await stream.AuthenticateAsServerAsync(_certificate);
                    await stream.ReadExactlyAsync(new byte[1]).AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
                }
            });
        }
    }
}
