using IoTrace.Probe.Target;

// One mode for each behaviour. A mode says "ready", waits for a line, does its work and says "done" with what it did.
if (args.Length == 0)
{
    Console.Error.WriteLine("usage: IoTrace.Probe.Target <mode> [arguments]; modes: " + string.Join(' ', ModeTable.Names));
    return 2;
}
return ModeTable.Run(args[0], args[1..]);
