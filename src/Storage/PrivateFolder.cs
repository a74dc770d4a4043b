using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OrleansRegistry.Storage;

/// <summary>
/// The folder of a registry is its owner's alone: 700, the files in it 600. What the program makes is so by its umask;
/// what is there from before is narrowed. Windows has its own rights and is left alone.
/// </summary>
public static class PrivateFolder
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>What the registry itself puts into its folder; other files, such as rules, stay as they are.</summary>
    private static readonly string[] _own = ["registry.db*", "registry.lock", "registry.pid", "documents", "uploads"];

    /// <summary>From now on nobody but the owner may use what this process makes.</summary>
    public static void MakePrivate()
    {
        if (!OperatingSystem.IsWindows()) _ = Umask(0x3F); // 077
    }

    /// <summary>
    /// Narrows the folder and the registry's own files in it; the paths that were wide. None where there is no folder.
    /// </summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="allowWide">True: what cannot be narrowed stays as it is.</param>
    /// <exception cref="UnauthorizedAccessException">
    /// A path is a link or another's, so that its mode does not change.
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
    /// A folder after what is in it: one that is narrow was gone through before, and a hundred thousand contents are
    /// not looked at again.
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
