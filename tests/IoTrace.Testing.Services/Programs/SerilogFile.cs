using Serilog;
using Serilog.Core;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Logs to a file that is flushed with each event, as Serilog does by default.</summary>
internal sealed class SerilogFile(Options options) : ServiceProgram(options)
{
    private Logger _log = null!;

    public override Task OpenAsync()
    {
        _log = new LoggerConfiguration().WriteTo.File(Path.Combine(Options.Required("directory"), "service.log"), fileSizeLimitBytes: null).CreateLogger();
        return Task.CompletedTask;
    }

    public override Task RunAsync(Phase phase) => AllAsync(phase, () =>
    {
        _log.Information("order {Number} of {Customer} for {Price:F2}", phase.Operations, "customer 12", 21.5);
        return Task.CompletedTask;
    });

    protected override ValueTask CloseAsync() => _log.DisposeAsync();
}
