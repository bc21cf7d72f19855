using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>Sends mails over one connection, blocking.</summary>
internal sealed class SendMail(Options options) : ServiceProgram(options)
{
    private readonly SmtpClient _client = new();

    public override Task OpenAsync() => _client.ConnectAsync("127.0.0.1", Port, SecureSocketOptions.None);

    public override Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            using var mail = new MimeMessage();
            mail.From.Add(new MailboxAddress("shop", "shop@localhost"));
            mail.To.Add(new MailboxAddress("customer", "customer@localhost"));
            mail.Subject = $"order {phase.Operations}";
            mail.Body = new TextPart("plain") { Text = "It is on its way." };
            _client.Send(mail);
            phase.Count();
        }

        return Task.CompletedTask;
    }

    protected override ValueTask CloseAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
