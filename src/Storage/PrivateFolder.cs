using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OrleansRegistry.Storage;

/// <summary>
/// The folder of a registry can be used by its owner alone: mode 700, its files 600. The umask of the program does this
/// for new files; the mode of existing ones is narrowed. On Windows nothing is changed.
/// </summary>
public static class PrivateFolder
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>
    /// The names of the registry's own files in its folder; other files, such as rules, are not changed.
    /// </summary>
    private static readonly string[] _own = ["registry.db*", "registry.lock", "registry.pid", "documents", "uploads"];

    /// <summary>From now on, files that this process makes can be used by their owner alone.</summary>
    public static void MakePrivate()
    {
        if (!OperatingSystem.IsWindows()) _ = Umask(0x3F); // 077
    }

    /// <summary>
    /// Narrows the modes of the folder and of the registry's own files in it; the result is the paths that were too
    /// wide. Empty where there is no folder.
    /// </summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="allowWide">True: what cannot be narrowed stays as it is.</param>
    /// <exception cref="UnauthorizedAccessException">
    /// A path is a link or belongs to somebody else, so that its mode cannot be changed.
    /// </exception>
    public static IReadOnlyList<string> Narrow(string folder, bool allowWide)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder)) return [];
        var narrowed = new List<string>();
        foreach (var path in _own.SelectMany(own => Directory.EnumerateFileSystemEntries(folder, own)))
            NarrowWithin(path, allowWide, narrowed);
        NarrowOne(folder, allowWide, narrowed);
        return narrowed;
    }

    /// <summary>
    /// A folder is narrowed after its content: if it is narrow, its content was done before, and a hundred thousand
    /// files need not be checked again.
    /// </summary>
    [UnsupportedOSPlatform("windows")]
    private static void NarrowWithin(string path, bool allowWide, List<string> narrowed)
    {
        if (!IsWide(path)) return;
        if (Directory.Exists(path) && !IsLink(path))
        {
            foreach (var inner in Directory.EnumerateFileSystemEntries(path)) NarrowWithin(inner, allowWide, narrowed);
        }
        NarrowOne(path, allowWide, narrowed);
    }

    [UnsupportedOSPlatform("windows")]
    private static void NarrowOne(string path, bool allowWide, List<string> narrowed)
    {
        if (!IsWide(path)) return;
        var isLink = IsLink(path);
        if (!isLink && TryNarrow(path)) narrowed.Add(path);
        else if (!allowWide)
            throw new UnauthorizedAccessException(
                $"{path} can be read by others and {(isLink ? "is a link" : "its mode cannot be changed")}: "
                + "make it the registry's own (chmod 700 folders, 600 files), or set Registry__AllowWideModes=true "
                + "where a volume does not change modes.");
    }

    [UnsupportedOSPlatform("windows")]
    private static bool TryNarrow(string path)
    {
        try
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~Others);
            return !IsWide(path);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsWide(string path) => (File.GetUnixFileMode(path) & Others) != 0;

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint Umask(uint mask);
}
