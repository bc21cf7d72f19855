using System.Globalization;
using IoTrace.Testing.Storage;
using IoTrace.Testing.Target;

// Usage: storagetarget names | PROGRAM --directory FOLDER [--prepare true | --seconds N | --against FOLDER --slices N --slice SECONDS]
var options = new Options(args);
var name = options.PositionText(0) ?? throw new ArgumentException("which program?");
if (name == "names")
{
    foreach (var each in Catalogue.Names) Say($"{each}");
    return 0;
}

using var program = Catalogue.Make(name, options.Required("directory"));
if (options.Text("prepare") is not null)
{
    program.Prepare();
    return 0;
}

program.Open();
if (options.Text("against") is { } other)
{
    using var twin = Catalogue.Make(name, other);
    twin.Open();
    var (first, second) = await Comparison.RunAsync(program, twin, options.Number("slices", 8), TimeSpan.FromSeconds(options.Real("slice", 0.25)));
    Say($"rate {first:R}");
    Say($"rate-against {second:R}");
    return 0;
}

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
