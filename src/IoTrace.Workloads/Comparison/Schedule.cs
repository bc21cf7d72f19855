namespace IoTrace.Workloads.Comparison;

/// <summary>
/// The order of runs: in blocks, in each of which every contender comes once, in an order of its own. What changes slowly, a
/// neighbour or a disk that fills, so hits all alike.
/// </summary>
public static class Schedule
{
    /// <summary>Indexes of contenders.</summary>
    public static IEnumerable<int> Of(int contenders, int blocks, int seed)
    {
        var random = new Random(seed);
        var order = Enumerable.Range(0, contenders).ToArray();
        for (var block = 0; block < blocks; block++)
        {
            random.Shuffle(order);
            foreach (var contender in order)
                yield return contender;
        }
    }
}
