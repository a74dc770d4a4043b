namespace OrleansRegistry.Storage.Tests;

/// <summary>
/// A file that is made once, for its owner alone. The tests of the key secret let many processes make one together.
/// </summary>
public sealed class PrivateFileTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private string InNewFolder => Path.Combine(_scratch.Folder, "new", "secret");

    [Fact]
    public void It_is_made_with_its_folder_and_nothing_is_left_beside_it()
    {
        PrivateFile.Ensure(InNewFolder, () => [1, 2]);
        Assert.Equal([1, 2], File.ReadAllBytes(InNewFolder));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(InNewFolder)!));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(InNewFolder));
    }

    [Fact]
    public void One_that_is_there_stays_as_it_was()
    {
        PrivateFile.Ensure(InNewFolder, () => [1, 2]);
        PrivateFile.Ensure(InNewFolder, () => throw new InvalidOperationException("asked for another content"));
        Assert.Equal([1, 2], File.ReadAllBytes(InNewFolder));
    }

    [Fact]
    public void Whoever_comes_second_while_it_is_written_keeps_the_first_ones()
    {
        PrivateFile.Ensure(InNewFolder, () =>
        {
            PrivateFile.Ensure(InNewFolder, () => [1]);
            return [2];
        });
        Assert.Equal([1], File.ReadAllBytes(InNewFolder));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(InNewFolder)!));
    }

    [Fact]
    public void What_cannot_be_made_is_an_error_and_leaves_nothing_behind()
    {
        File.WriteAllText(Path.Combine(_scratch.Folder, "new"), "not a folder");
        Assert.ThrowsAny<IOException>(() => PrivateFile.Ensure(InNewFolder, () => [1]));
        Assert.Single(Directory.GetFileSystemEntries(_scratch.Folder));
    }

    public void Dispose() => _scratch.Dispose();
}
