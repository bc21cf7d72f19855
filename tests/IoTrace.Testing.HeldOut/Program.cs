using System.Globalization;
using IoTrace.Testing.HeldOut;

// Usage: heldouttarget PROGRAM [--directory FOLDER | --port N] [--seconds N]; heldouttarget prepare FOLDER; heldouttarget servers | requests.
var options = new Options(args);
var name = options.PositionText(0) ?? throw new ArgumentException("which program?");
switch (name)
{
    case "prepare":
        Documents.Make(options.Required("directory"));
        return 0;
    case "servers":
        await Servers.RunAsync(options.Time("delay", 0), TimeSpan.FromSeconds(options.Real("seconds", 600)));
        return 0;
    case "requests":
        await Requests.RunAsync(options.Required("url"), options.Time("pause", 0), TimeSpan.FromSeconds(options.Real("seconds", 600)));
        return 0;
}

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
