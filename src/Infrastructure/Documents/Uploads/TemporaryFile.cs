namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>Files that nobody else reads and that are deleted when they are closed.</summary>
internal static class TemporaryFile
{
    /// <summary>The ending of their names, by which files of a process that died are found.</summary>
    public const string Extension = ".upload";

    /// <summary>A new empty file in the folder, for writing and reading.</summary>
    public static FileStream In(string folder)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(folder, $"{Guid.NewGuid():N}{Extension}"), options);
    }
}
