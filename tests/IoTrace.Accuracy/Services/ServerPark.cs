using System.Globalization;

namespace IoTrace.Accuracy.Services;

/// <summary>The real servers, each started when the first program needs it, and ended together.</summary>
internal sealed class ServerPark : IAsyncDisposable
{
    private static readonly Dictionary<string, string> _noEnvironment = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("iotrace-servers-").FullName;
    private readonly Dictionary<string, LeashedServer> _running = [];

    /// <summary>The server's port on the loopback address.</summary>
    /// <exception cref="InvalidOperationException">It is not installed, or does not start.</exception>
    public async Task<int> PortOfAsync(string server)
    {
        if (!_running.TryGetValue(server, out var running)) _running[server] = running = await StartAsync(server);
        return running.Port;
    }

    public async ValueTask DisposeAsync()
    {
        // The youngest first: a node says good-bye to its mapper.
        foreach (var server in _running.Values.Reverse()) await server.DisposeAsync();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A server that was killed may still write; it is a temporary folder.
        }
    }

    private Task<LeashedServer> StartAsync(string server)
    {
        var port = LeashedServer.FreePort();
        var folder = Directory.CreateDirectory(Path.Combine(_folder, server)).FullName;
        return server switch
        {
            "postgresql" => StartPostgresAsync(folder, port),
            "redis" => LeashedServer.StartAsync("INT", port, _noEnvironment,
                "redis-server", "--bind", "127.0.0.1", "--port", $"{port}", "--save", "", "--dir", folder),
            "mosquitto" => StartMosquittoAsync(folder, port),
            "nginx" => StartNginxAsync(folder, port),
            "rabbitmq" => StartRabbitAsync(folder, port),
            _ => throw new ArgumentException($"'{server}' is no server"),
        };
    }

    /// <summary>PostgreSQL refuses to run as root; Debian's package has made the user postgres.</summary>
    private static async Task<LeashedServer> StartPostgresAsync(string folder, int port)
    {
        var programs = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Max(StringComparer.Ordinal) : null;
        if (programs is null) throw new InvalidOperationException("PostgreSQL is not installed (Debian: postgresql)");
        string[] asPostgres = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"];
        ToolRunner.Run("chown", "postgres:postgres", folder);
        // The folder above is root's, and the user has to get through it.
        ToolRunner.Run("chmod", "a+x", Path.GetDirectoryName(folder)!);
        var made = ToolRunner.Run(asPostgres[0], [.. asPostgres[1..], $"{programs}/bin/initdb", "-D", folder, "-A", "trust", "-U", "postgres", "--no-sync", "--locale=C"]);
        if (made.ExitCode != 0) throw new InvalidOperationException($"initdb: {made}");
        var server = await LeashedServer.StartAsync("INT", port, _noEnvironment,
            [.. asPostgres, $"{programs}/bin/postgres", "-D", folder, "-p", $"{port}", "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]);
        for (var i = 0; i < 100 && ToolRunner.Run($"{programs}/bin/pg_isready", "-h", "127.0.0.1", "-p", $"{port}").ExitCode != 0; i++) await Task.Delay(50);
        return server;
    }

    private static async Task<LeashedServer> StartMosquittoAsync(string folder, int port)
    {
        var configuration = Path.Combine(folder, "mosquitto.conf");
        await File.WriteAllTextAsync(configuration, string.Create(CultureInfo.InvariantCulture, $"listener {port} 127.0.0.1\nallow_anonymous true\nuser root\n"));
        return await LeashedServer.StartAsync("INT", port, _noEnvironment, "mosquitto", "-c", configuration);
    }

    private static async Task<LeashedServer> StartNginxAsync(string folder, int port)
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "film.bin"), new byte[1 << 20]);
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            daemon off; master_process off; pid {{folder}}/nginx.pid; error_log {{folder}}/error.log;
            events { }
            http {
              access_log off; client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
              server {
                listen 127.0.0.1:{{port}};
                location /slow/ { alias {{folder}}/; limit_rate 4m; }
                location /fast/ { alias {{folder}}/; }
              }
            }
            """);
        ToolRunner.Run("chmod", "-R", "a+rx", Path.GetDirectoryName(folder)!);
        return await LeashedServer.StartAsync("INT", port, _noEnvironment, "nginx", "-c", configuration, "-e", Path.Combine(folder, "error.log"));
    }

    /// <summary>A node of Erlang finds others through a port mapper, which it would leave behind; it gets one that is ended with the rest.</summary>
    private async Task<LeashedServer> StartRabbitAsync(string folder, int port)
    {
        var mapper = LeashedServer.FreePort();
        _running["epmd"] = await LeashedServer.StartAsync("TERM", mapper, _noEnvironment, "epmd", "-port", $"{mapper}", "-address", "127.0.0.1");
        return await LeashedServer.StartAsync("TERM", port, RabbitEnvironment(folder, port, mapper), "/usr/lib/rabbitmq/bin/rabbitmq-server");
    }

    private static Dictionary<string, string> RabbitEnvironment(string folder, int port, int mapper) => new()
    {
        ["HOME"] = folder,
        ["RABBITMQ_NODENAME"] = $"accuracy{port}@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = $"{port}",
        ["RABBITMQ_DIST_PORT"] = $"{LeashedServer.FreePort()}",
        ["RABBITMQ_BASE"] = folder,
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins"),
        ["RABBITMQ_PID_FILE"] = Path.Combine(folder, "pid"),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["ERL_EPMD_PORT"] = $"{mapper}",
    };
}
