namespace IoTrace.Probe.Target;

/// <summary>Keeps target and test in step over the standard streams.</summary>
internal static class Handshake
{
    public static int Wait()
    {
        Console.WriteLine("ready");
        Console.ReadLine();
        return 0;
    }

    public static int Done(string what)
    {
        Console.WriteLine("done " + what);
        Console.ReadLine();
        return 0;
    }
}
