using System.Runtime.InteropServices;

namespace OrleansRegistry.Storage;

/// <summary>
/// A small file that is made once, complete and durable, readable by its owner alone, even if several processes want to
/// make it at the same moment. It is written under another name and then gets its own by an operation that fails if the
/// name is taken. On Unix that is a hard link, because renaming would replace the other's file, and .NET's File.Move
/// only checks before, which leaves a gap. On Windows renaming has no such gap.
/// </summary>
public static class PrivateFile
{
    private const int NameTaken = 17; // EEXIST, on Linux as on macOS.

    /// <summary>
    /// Returns when the file exists and is durable: with this content, as it was before, or with the content of another
    /// process that was first. The folder is made, too.
    /// </summary>
    /// <exception cref="IOException">It cannot be made; the file under the other name is removed.</exception>
    public static void Ensure(string path, Func<byte[]> content)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var isNew = !Directory.Exists(folder);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            Make(path, content());
        }
        // Flushed also when the file existed: whoever named it may not have flushed the folder yet.
        DirectorySync.Flush(folder);
        if (isNew && Path.GetDirectoryName(folder) is { } parent) DirectorySync.Flush(parent);
    }

    private static void Make(string path, byte[] content)
    {
        var aside = $"{path}.{Guid.NewGuid():N}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(aside, options))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }
            if (OperatingSystem.IsWindows()) Rename(aside, path);
            else Link(aside, path);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private static void Link(string aside, string path)
    {
        if (HardLink(aside, path) == 0) return;
        var error = Marshal.GetLastPInvokeError();
        if (error == NameTaken) return;
        throw new IOException(
            $"{path} cannot be made: no hard link is made there ({Marshal.GetPInvokeErrorMessage(error)}). "
            + "Put the folder on a file system that has hard links.");
    }

    private static void Rename(string aside, string path)
    {
        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // The other process was first.
        }
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int HardLink(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string there, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
