using IoTrace.Testing.Target;

if (args.Length == 0 || !Catalogue.Modes.TryGetValue(args[0], out var mode))
{
    Console.Error.WriteLine($"usage: testtarget <mode> [--seconds N] [--directory D] [options]\n\n{Catalogue.Describe()}");
    return args is ["list"] ? 0 : 2;
}

using var run = new Run(new Options(args[1..]));
return mode.Start(run);
