namespace IoTrace.Reports.Diff;

/// <summary>The normal distribution, as far as a test needs it.</summary>
internal static class Normal
{
    /// <summary>Half the width of a 95 % interval, in standard errors.</summary>
    public const double Ninety5 = 1.96;

    /// <summary>Standard errors of a difference that four of five tests at the level of <see cref="Familywise"/> find: 3.29 + 0.84.</summary>
    public const double Detectable = 4.13;

    /// <summary>The chance that any row of a comparison is called different although none is.</summary>
    public const double Familywise = 0.001;

    /// <summary>The same for the one figure that a gate asks for: five runs a side then find 15 % in nine of ten cases.</summary>
    public const double OfTime = 0.005;

    /// <summary>The chance of a value at least this far from zero, to either side.</summary>
    public static double TwoSided(double z) => double.IsNaN(z) ? 1 : Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>A value of Student's t as the normal value that is as rare (Wallace 1959).</summary>
    /// <param name="t">The value.</param>
    /// <param name="freedom">Degrees of freedom; infinite for a normal value.</param>
    public static double OfStudent(double t, double freedom) => double.IsFinite(freedom)
        ? ((8 * freedom) + 1) / ((8 * freedom) + 3) * Math.Sqrt(freedom * Math.Log(1 + (t * t / freedom)))
        : t;

    /// <summary>The complementary error function for x of 0 and more; Abramowitz and Stegun, 7.1.26, with an error below 1.5e-7.</summary>
    private static double Erfc(double x)
    {
        var t = 1 / (1 + (0.3275911 * x));
        var sum = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429))))))));
        return sum * Math.Exp(-x * x);
    }
}
