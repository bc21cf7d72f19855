using System.Globalization;
using IoTrace.Testing.Services;

// Usage: servicestarget PROGRAM [--port N] [--seconds N] and options of the program; or servicestarget relay | kafka-broker.
var options = new Options(args);
var name = options.PositionText(0) ?? throw new ArgumentException("which program?");
if (await Helpers.TryRunAsync(name, options)) return 0;

await using var program = Catalogue.Make(name, options);
await program.OpenAsync();
Say($"ready {Environment.ProcessId}");
var phase = new Phase(TimeSpan.FromSeconds(options.Real("seconds", 10)));
await program.RunAsync(phase);
Say($"elapsed {phase.Elapsed.TotalSeconds:F4}");
Say($"operations {phase.Operations}");
return 0;

static void Say(FormattableString line)
{
    Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    Console.Out.Flush();
}
