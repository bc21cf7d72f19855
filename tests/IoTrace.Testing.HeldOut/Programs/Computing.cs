using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>Work that needs nothing but processors.</summary>
internal sealed class Computing(Options options, Action<long> operation) : ServiceProgram(options)
{
    private static readonly RSA _key = RSA.Create(2048);
    private static readonly Regex _careless = new("^(a|aa)+$");

    public override Task OpenAsync() => Task.CompletedTask;

    public override Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            operation(phase.Operations);
            phase.Count();
        }

        return Task.CompletedTask;
    }

    public static void Sign(long number) => _key.SignData(BitConverter.GetBytes(number), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public static void Backtrack(long number) => _careless.IsMatch(new string('a', 24) + "b");

    public static void Mandelbrot(long number) => Parallel.For(0, 64, row =>
    {
        for (var column = 0; column < 256; column++)
        {
            var (x, y) = (0.0, 0.0);
            for (var i = 0; i < 500 && (x * x) + (y * y) < 4; i++) (x, y) = ((x * x) - (y * y) + ((column - 180) / 128.0), (2 * x * y) + ((row - 32) / 32.0));
        }
    });
}
