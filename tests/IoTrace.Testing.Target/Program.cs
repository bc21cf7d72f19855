using IoTrace.Testing.Target;

if (args.Length == 0 || !Catalogue.Modes.TryGetValue(args[0], out var mode))
{
    Console.Error.WriteLine($"usage: testtarget <mode> [--seconds N] [--directory D] [options]\n\n{Catalogue.Describe()}");
    return args is ["list"] ? 0 : 2;
}

var options = new Options(args[1..]);
if (options.Has("undumpable")) Undumpable.Become();
using var run = new Run(options);
return mode.Start(run);
