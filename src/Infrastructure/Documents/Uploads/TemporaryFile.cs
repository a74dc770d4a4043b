namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>Files that nobody else reads and that go when they are closed.</summary>
internal static class TemporaryFile
{
    /// <summary>The end of their names; what a process that died left is known by it.</summary>
    public const string Extension = ".upload";

    /// <summary>An empty one in the folder, to write and to read.</summary>
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
