namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>The target program under another name.</summary>
internal static class NamedTarget
{
    /// <summary>Starts it and lets it wait.</summary>
    /// <param name="folder">Where its copy is made.</param>
    /// <param name="name">What its assembly, and so the process, is to be called.</param>
    public static Task<TargetProcess> StartAsync(TempFolder folder, string name)
    {
        var assembly = folder.At($"{name}.dll");
        if (!File.Exists(assembly))
        {
            // `dotnet name.dll` runs an assembly under any file name, given its configuration under the same.
            File.Copy(TargetProcess.Executable + ".dll", assembly);
            File.Copy(TargetProcess.Executable + ".runtimeconfig.json", folder.At($"{name}.runtimeconfig.json"));
        }

        return TargetProcess.StartAsync(new TargetSetup("thread-sleep", "--seconds", "60") { Command = ["dotnet", assembly] });
    }
}
