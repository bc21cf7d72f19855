using System.Globalization;

namespace IoTrace.Accuracy.Trials;

/// <summary>How many operations a second a program gets done, nobody looking.</summary>
internal static class Rate
{
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(60);

    /// <param name="command">A program that says "ready", and in the end "operations", and "elapsed" where that is not the time asked for.</param>
    /// <param name="seconds">The time that the command asks for.</param>
    /// <exception cref="InvalidOperationException">It failed, or did not do a single operation.</exception>
    public static async Task<double> MeasureAsync(TargetSetup command, double seconds)
    {
        await using var program = TargetProcess.Start(command);
        var exit = await program.WaitForExitAsync(_grace + TimeSpan.FromSeconds(seconds));
        if (exit != 0 || program.Operations is not > 0)
            throw new InvalidOperationException($"no rate, exit code {exit}, from {string.Join(' ', command.Command ?? [])}: {string.Join(' ', program.Lines.Concat(program.Errors))}");
        return program.Operations.Value / (program.Value("elapsed ") is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : seconds);
    }
}
