namespace OrleansRegistry.Storage.Tests;

/// <summary>H10: nobody else on the machine reads the registry's files.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PrivateFolderTests : IDisposable
{
    private const UnixFileMode Wide = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private const UnixFileMode Own =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Scratch _scratch = new();

    public PrivateFolderTests()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has its own rights");
    }

    /// <inheritdoc/>
    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void What_is_wide_is_narrowed_and_named_and_files_of_others_stay()
    {
        var file = Made("registry.db");
        var rules = Made("rules.json");
        var content = Made("documents/ab/abcd");
        File.SetUnixFileMode(_scratch.Folder, Wide);

        var narrowed = PrivateFolder.Narrow(_scratch.Folder, allowWide: false);

        var within = Path.GetDirectoryName(content)!;
        Assert.Equal(
            new[] { _scratch.Folder, file, content, within, Path.GetDirectoryName(within)! }.Order(),
            narrowed.Order());
        Assert.All(narrowed, path => Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(path) & ~Own));
        Assert.Equal(Wide, File.GetUnixFileMode(rules));
        Assert.Empty(PrivateFolder.Narrow(_scratch.Folder, allowWide: false));
    }

    [Fact]
    public void A_link_is_refused_unless_wide_modes_are_allowed()
    {
        var elsewhere = Made("elsewhere");
        File.CreateSymbolicLink(Path.Combine(_scratch.Folder, "registry.db"), elsewhere);
        Assert.Contains("registry.db can be read by others and is a link", Assert.Throws<UnauthorizedAccessException>(
            () => PrivateFolder.Narrow(_scratch.Folder, allowWide: false)).Message, StringComparison.Ordinal);
        PrivateFolder.Narrow(_scratch.Folder, allowWide: true);
        Assert.Equal(Wide, File.GetUnixFileMode(elsewhere));
    }

    private string Made(string name)
    {
        var path = Path.Combine(_scratch.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "x");
        File.SetUnixFileMode(path, Wide);
        for (var parent = new FileInfo(path).Directory!; parent.FullName != _scratch.Folder; parent = parent.Parent!)
            File.SetUnixFileMode(parent.FullName, Wide);
        return path;
    }
}
