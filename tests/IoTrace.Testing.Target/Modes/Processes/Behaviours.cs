using System.Runtime.InteropServices;

namespace IoTrace.Testing.Target.Modes.Processes;

/// <summary>What a launcher has to pass through unchanged: arguments, environment, streams, exit codes, signals.</summary>
internal static class Behaviours
{
    public static int ExitCode(Run run) => run.Options.Position(0, 0);

    public static int EchoArguments(Run run)
    {
        foreach (var argument in run.Options.Raw) Run.Say(argument);
        return 0;
    }

    public static int EchoEnvironment(Run run)
    {
        var value = Environment.GetEnvironmentVariable(run.Options.PositionText(0) ?? "PATH");
        if (value is null) return 1;
        Run.Say(value);
        return 0;
    }

    public static int WorkingDirectory(Run run)
    {
        Run.Say(Environment.CurrentDirectory);
        return 0;
    }

    public static int Cat(Run run)
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        input.CopyTo(output);
        return 0;
    }

    public static int WaitForSignal(Run run)
    {
        var received = new TaskCompletionSource<PosixSignal>(TaskCreationOptions.RunContinuationsAsynchronously);
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        var registrations = signals.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            // Without this the runtime would end the process before the line is out.
            context.Cancel = true;
            received.TrySetResult(context.Signal);
        })).ToList();

        run.Ready();
        var came = received.Task.Wait(run.Rest);
        registrations.ForEach(r => r.Dispose());
        if (!came) return 4;
        Run.Say($"signal {received.Task.Result}");
        return 3;
    }

    public static int Abort(Run run)
    {
        Environment.FailFast("the abort mode was asked for");
        return 0;
    }

    public static int Throw(Run run) => throw new InvalidOperationException("the throw mode was asked for");

    public static int ExitAtOnce(Run run) => 0;
}
