using System.Globalization;

namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>Many small files in many folders, with names that need no listing to be found.</summary>
internal static class FileTree
{
    public const int PerFolder = 20;

    public static string Folder(string root, int file) =>
        Path.Combine(root, "tree", (file / PerFolder).ToString(CultureInfo.InvariantCulture));

    public static string File(string root, int file) =>
        Path.Combine(Folder(root, file), (file % PerFolder).ToString(CultureInfo.InvariantCulture) + ".txt");

    public static void Prepare(string root, int files)
    {
        for (var i = 0; i < files; i++)
        {
            if (i % PerFolder == 0) Directory.CreateDirectory(Folder(root, i));
            System.IO.File.WriteAllText(File(root, i), "content");
        }
    }
}
