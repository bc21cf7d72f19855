using IoTrace.Analysis.Texts;

namespace IoTrace.Analysis.Tests.Texts;

public class RedactionTests
{
    [Theory]
    [InlineData("/srv/app --token abc", "/srv/app [arguments hidden]")]
    [InlineData("/srv/app", "/srv/app")]
    [InlineData("/usr/bin/dotnet app.dll secret", "/usr/bin/dotnet app.dll [arguments hidden]")]
    [InlineData("dotnet app.dll", "dotnet app.dll")]
    [InlineData("dotnet exec --fx-version 10.0.0 app.dll secret", "dotnet exec --fx-version 10.0.0 app.dll [arguments hidden]")]
    [InlineData("dotnet run -- secret plugin.dll", "dotnet run [arguments hidden]")]
    [InlineData("dotnet --secret", "dotnet [arguments hidden]")]
    [InlineData("", "")]
    public void A_command_line_keeps_its_program_alone(string commandLine, string shown)
    {
        Assert.Equal(shown, Redaction.Arguments(commandLine));
        Assert.Equal(shown, Redaction.Arguments(shown));
    }

    [Theory]
    [InlineData("curl https://user:pass@host/a", "curl https://***@host/a")]
    [InlineData("GET /reset?token=abc&user=7 now", "GET /reset?token=***&user=*** now")]
    [InlineData("Server=db;User Id=sa;Password=p4ss;Encrypt=true", "Server=db;User Id=sa;Password=***;Encrypt=true")]
    [InlineData("DefaultEndpointsProtocol=https;AccountKey=abc/def==;X=1", "DefaultEndpointsProtocol=https;AccountKey=***;X=1")]
    [InlineData("Endpoint=sb://x/;SharedAccessKey=abc=", "Endpoint=sb://x/;SharedAccessKey=***")]
    [InlineData("app --api-key abc --verbose", "app --api-key *** --verbose")]
    [InlineData("app --password=abc x", "app --password=*** x")]
    [InlineData("{\"password\": \"abc\"}", "{\"password\": \"abc\"}")]
    [InlineData("GET /orders/7", "GET /orders/7")]
    [InlineData("copy-sync:buffer=4KiB", "copy-sync:buffer=4KiB")]
    public void Other_texts_lose_what_is_known_to_be_a_secret(string text, string shown) => Assert.Equal(shown, Redaction.Secrets(text));
}
