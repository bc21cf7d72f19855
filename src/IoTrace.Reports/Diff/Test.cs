namespace IoTrace.Reports.Diff;

/// <summary>A figure of both sides, before it is known what else is tested with it.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Unit">How it is measured.</param>
/// <param name="Before">The side before; null where the figure is in no recording.</param>
/// <param name="After">The side after; null where the figure is in no recording.</param>
/// <param name="Matters">The smallest difference worth telling, in the unit.</param>
internal sealed record Test(string Name, ChangeUnit Unit, Sample? Before, Sample? After, double Matters)
{
    private Sample B => Before ?? default;

    private Sample A => After ?? default;

    private double Error => Math.Sqrt((B.Error * B.Error) + (A.Error * A.Error));

    private double P => Error > 0 ? Normal.TwoSided(Normal.OfStudent((A.Mean - B.Mean) / Error, Freedom)) : A.Mean == B.Mean ? 1 : 0;

    /// <summary>Degrees of freedom of the difference (Welch and Satterthwaite).</summary>
    private double Freedom
    {
        get
        {
            var (b, a) = (B.Error * B.Error, A.Error * A.Error);
            var parts = (b * b / B.Freedom) + (a * a / A.Freedom);
            return parts > 0 ? (b + a) * (b + a) / parts : double.PositiveInfinity;
        }
    }

    /// <summary>Judges all figures of a comparison together: Holm's correction keeps the chance of any false alarm at the level of one test.</summary>
    public static IReadOnlyList<Change> JudgeAll(IReadOnlyList<Test> tests, double level = Normal.Familywise)
    {
        var order = Enumerable.Range(0, tests.Count).OrderBy(i => tests[i].P).ToList();
        var different = new HashSet<int>();
        for (var rank = 0; rank < order.Count; rank++)
        {
            if (tests[order[rank]].P > level / (order.Count - rank))
                break;
            different.Add(order[rank]);
        }

        return [.. tests.Select((test, i) => test.Judge(different.Contains(i)))];
    }

    private Change Judge(bool different)
    {
        var difference = A.Mean - B.Mean;
        var (low, high) = (difference - (Normal.Ninety5 * Error), difference + (Normal.Ninety5 * Error));
        var finding = different && Math.Abs(difference) >= Matters ? (difference < 0 ? Finding.Less : Finding.More)
            : Math.Max(Math.Abs(low), Math.Abs(high)) <= Matters || different ? Finding.Unchanged
            : Finding.CannotTell;
        return new Change(Name, Unit, Before?.Mean, After?.Mean, low, high, Math.Max(Matters, Normal.Detectable * Error), finding);
    }
}
