using System.Runtime.InteropServices;

namespace OrleansRegistry.Storage;

/// <summary>
/// Makes a new or renamed file's name durable. On Linux a name is durable only when its folder is flushed, and .NET
/// opens no folders; elsewhere the file system sees to it.
/// </summary>
internal static class DirectorySync
{
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux()) return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0) throw Away(folder);
        try
        {
            if (FlushToDisk(descriptor) != 0) throw Away(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static Domain.Ports.StorageAwayException Away(string folder) =>
        new($"{folder} cannot be flushed to the disk (error {Marshal.GetLastPInvokeError()})");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FlushToDisk(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
