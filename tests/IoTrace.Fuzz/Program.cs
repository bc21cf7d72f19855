using IoTrace.Fuzz;

return args switch
{
    ["worker", var seeds, var first, var count, var folder] => Worker.Run(seeds, int.Parse(first), int.Parse(count), folder),
    ["run", var seeds, var first, var count, var tool] => Campaign.Run(seeds, int.Parse(first), int.Parse(count), tool),
    ["make", var seed, var number, var to] => Make(seed, int.Parse(number), to),
    _ => Usage(),
};

static int Make(string seed, int number, string to)
{
    File.WriteAllBytes(to, Mutator.Of(File.ReadAllBytes(seed), number));
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("usage: run SEEDS FIRST COUNT TOOL | make SEED NUMBER FILE (scripts/fuzz calls this)");
    return 2;
}
