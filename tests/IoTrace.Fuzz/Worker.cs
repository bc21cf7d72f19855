namespace IoTrace.Fuzz;

/// <summary>Reads one damaged file after the other in this process, and says before each which it is: what ends the process is known then.</summary>
internal static class Worker
{
    public static int Run(string seeds, int first, int count, string folder)
    {
        var files = SeedFiles.In(seeds);
        var output = Console.Out;
        for (var number = first; number < first + count; number++)
        {
            var seed = files[number % files.Count];
            var path = Path.Combine(folder, $"{number}{Path.GetExtension(seed.Name)}");
            File.WriteAllBytes(path, Mutator.Of(seed.Content, number));
            output.WriteLine($"begin\t{number}");
            output.Flush();
            var read = Reading.Of(path);
            File.Delete(path);
            output.WriteLine($"end\t{number}\t{read.Kind}\t{read.Took.TotalSeconds:0.000}\t{read.Detail}");
            output.Flush();
        }

        return 0;
    }
}
