using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IoTrace.Testing.HeldOut;

/// <summary>Servers that take a while for each answer, in one process: HTTP, web sockets and a hub at one port, UDP and SMTP at the next two.</summary>
internal static class Servers
{
    public static async Task RunAsync(TimeSpan delay, TimeSpan length)
    {
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var mail = new TcpListener(IPAddress.Loopback, 0);
        mail.Start();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR();
        builder.Services.AddSingleton(new Delay(delay));
        await using var web = builder.Build();
        web.UseWebSockets();
        web.MapHub<PriceHub>("/prices");
        web.MapGet("/page", async () =>
        {
            await Task.Delay(delay);
            return "page";
        });
        web.MapGet("/echo", async (HttpContext context) => await EchoAsync(await context.WebSockets.AcceptWebSocketAsync(), delay));
        await web.StartAsync();
        _ = AnswerAsync(udp, delay);
        _ = TakeMailAsync(mail, delay);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"ready {new Uri(web.Urls.First()).Port} {((IPEndPoint)udp.Client.LocalEndPoint!).Port} {((IPEndPoint)mail.LocalEndpoint).Port}"));
        using var end = new CancellationTokenSource(length);
        while (!end.IsCancellationRequested && await Console.In.ReadLineAsync(end.Token) is not null) { }
    }

    private static async Task AnswerAsync(UdpClient server, TimeSpan delay)
    {
        while (true)
        {
            var question = await server.ReceiveAsync();
            await Task.Delay(delay);
            await server.SendAsync(question.Buffer, question.RemoteEndPoint);
        }
    }

    private static async Task TakeMailAsync(TcpListener server, TimeSpan delay)
    {
        while (true) _ = ServeMailAsync(await server.AcceptTcpClientAsync(), delay);
    }

    private static async Task ServeMailAsync(TcpClient client, TimeSpan delay)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 mail");
        var inData = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (inData && line != ".") continue;
            await Task.Delay(delay);
            if (inData) await writer.WriteLineAsync("250 taken");
            else if (line == "DATA") await writer.WriteLineAsync("354 go on");
            else if (line == "QUIT") await writer.WriteLineAsync("221 bye");
            else await writer.WriteLineAsync("250 ok");
            inData = line == "DATA";
        }
    }

    private static async Task EchoAsync(WebSocket socket, TimeSpan delay)
    {
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer.AsMemory(), default) is { MessageType: not WebSocketMessageType.Close } message)
        {
            await Task.Delay(delay);
            await socket.SendAsync(buffer.AsMemory(0, message.Count), WebSocketMessageType.Text, true, default);
        }
    }

    internal sealed record Delay(TimeSpan Length);

    internal sealed class PriceHub(Delay delay) : Hub
    {
        public async Task<double> Price(int number)
        {
            if (delay.Length > TimeSpan.Zero) await Task.Delay(delay.Length);
            return number / 7.0;
        }
    }
}
