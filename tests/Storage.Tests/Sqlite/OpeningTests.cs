using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Sqlite;

namespace OrleansRegistry.Storage.Tests.Sqlite;

/// <summary>One process a folder, and what happens when the file is away.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly Scratch _scratch = new();

    /// <inheritdoc/>
    public void Dispose() => _scratch.Dispose();

    private SqliteRegistryStore Open() => SqliteRegistryStore.Open(new SqliteStoreOptions { Folder = _scratch.Folder });

    [Fact]
    public async Task A_folder_in_use_is_refused_with_the_folder_and_the_process()
    {
        await using (Open())
        {
            var refused = Assert.Throws<RegistryInUseException>(Open);
            Assert.Contains(_scratch.Folder, refused.Message, StringComparison.Ordinal);
            Assert.Contains(
                Environment.ProcessId.ToString(CultureInfo.InvariantCulture), refused.Message,
                StringComparison.Ordinal);
        }
        await using var again = Open();
        Assert.Null(await again.NotReady());
    }

    [Fact]
    public async Task The_lock_holds_against_other_processes()
    {
        await using (Open()) Assert.SkipWhen(OtherProcessTakesLock() is not false, "no program 'flock' here");
        Assert.True(OtherProcessTakesLock());
    }

    private bool? OtherProcessTakesLock()
    {
        try
        {
            using var other = Process.Start("flock", ["-n", Path.Combine(_scratch.Folder, "registry.lock"), "true"]);
            other.WaitForExit();
            return other.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    [Fact]
    public async Task A_file_that_is_gone_takes_no_commits()
    {
        await using var store = Open();
        var path = Path.Combine(_scratch.Folder, "registry.db");
        File.Move(path, path + ".away");

        await Assert.ThrowsAsync<StorageAwayException>(() => store.Commit(Sample.First(Sample.Certificate(1))));
        Assert.Contains("is gone", await store.NotReady(), StringComparison.Ordinal);

        File.Move(path + ".away", path);
        Assert.Equal(CommitResult.Ok, await store.Commit(Sample.First(Sample.Certificate(1))));
        Assert.Null(await store.NotReady());
    }

    [Fact]
    public async Task A_damaged_file_is_informed_as_such()
    {
        await using (Open()) { }
        await File.WriteAllBytesAsync(
            Path.Combine(_scratch.Folder, "registry.db"), Sample.Bytes(new string('x', 8192)));
        var refused = Assert.Throws<StorageAwayException>(Open);
        Assert.Contains("restore a backup", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var store = Open();
        await store.DisposeAsync();
        Assert.Equal("the store is closed", await store.NotReady());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Commit(Sample.First(Sample.Certificate(1))));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.Load(Sample.Certificate(1)));
    }
}
