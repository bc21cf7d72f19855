using IoTrace.Fuzz;

return args switch
{
    ["worker", var seeds, var first, var count, var folder] => Worker.Run(seeds, int.Parse(first), int.Parse(count), folder),
    ["run", var seeds, var first, var count, var tool] => Campaign.Run(seeds, int.Parse(first), int.Parse(count), tool),
    ["make", var seeds, var number, var to] => Make(seeds, int.Parse(number), to),
    _ => Usage(),
};

static int Make(string seeds, int number, string to)
{
    var files = SeedFiles.In(seeds);
    File.WriteAllBytes(to, Mutator.Of(files[number % files.Count].Content, number));
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("usage: run SEEDS FIRST COUNT TOOL | make SEEDS NUMBER FILE (scripts/fuzz calls this)");
    return 2;
}
