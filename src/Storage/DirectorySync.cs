using System.Runtime.InteropServices;

namespace OrleansRegistry.Storage;

/// <summary>
/// Makes the name of a new or renamed file durable. On Linux that requires flushing its folder, and .NET cannot open
/// folders; on other systems the file system does it.
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
