using NLog;
using NLog.Targets;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Logs to a file with NLog, flushed with each event.</summary>
internal sealed class NLogFile(Options options) : ServiceProgram(options)
{
    private Logger _log = null!;

    public override Task OpenAsync()
    {
        LogManager.Setup().LoadConfiguration(builder => builder.ForLogger().WriteTo(new FileTarget { FileName = Path.Combine(Options.Required("directory"), "service.log"), AutoFlush = true }));
        _log = LogManager.GetLogger("orders");
        return Task.CompletedTask;
    }

    public override Task RunAsync(Phase phase) => AllAsync(phase, () =>
    {
        _log.Info("order {Number} of {Customer} for {Price}", phase.Operations, "customer 12", 21.5);
        return Task.CompletedTask;
    });

    protected override ValueTask CloseAsync()
    {
        LogManager.Shutdown();
        return ValueTask.CompletedTask;
    }
}
