namespace IoTrace.Testing.Target.Modes.Cpu;

/// <summary>
/// The twin of gc-churn: allocates as busily, but nothing survives, so that collections find nothing to trace or move and the
/// time goes to the program's own code.
/// </summary>
internal static class AllocationLoop
{
    private sealed record Line(int Number, double Price);

    public static void Start(Run run)
    {
        run.Ready();
        while (run.Goes)
        {
            Basket.Total(10_000);
            run.Count();
        }
    }

    /// <summary>User code around the allocations; the name profiles must show.</summary>
    private static class Basket
    {
        public static double Total(int lines)
        {
            var total = 0.0;
            for (var i = 0; i < lines; i++)
            {
                // Through an array, or escape analysis would leave the objects on the stack.
                var pair = new[] { new Line(i, total % 7), new Line(i + 1, total % 11) };
                total += PriceModel.Outer(20) + pair[i & 1].Price;
            }

            return total;
        }
    }
}
