using System.Security.Cryptography;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Sqlite;
using OrleansRegistry.Tests.Faults;

namespace OrleansRegistry.Storage.Tests.Sqlite;

/// <summary>
/// Goal: on a full disk nothing is acknowledged that is not there, and with room again the same process goes on.
/// Method: a small disk in memory, which only root can mount; elsewhere the tests are skipped and say so.
/// </summary>
public sealed class FullDiskTests : IDisposable
{
    private const int DiskBytes = 4 * 1024 * 1024;

    private readonly Scratch _scratch = new();
    private readonly SmallDisk _disk;

    /// <summary>Mounts the disk, if that is allowed here.</summary>
    public FullDiskTests() => _disk = new SmallDisk(DiskBytes, _scratch.Folder);

    /// <inheritdoc/>
    public void Dispose()
    {
        _disk.Dispose();
        _scratch.Dispose();
    }

    private SqliteRegistryStore Open() => SqliteRegistryStore.Open(new SqliteStoreOptions { Folder = _scratch.Folder });

    [Fact]
    public async Task Nothing_is_acknowledged_on_a_full_disk_and_with_room_again_commits_go_on()
    {
        Assert.SkipUnless(_disk.IsMounted, "mounting a small disk needs root");
        var acknowledged = new List<Commit>();
        await using (var store = Open())
        {
            await store.Commit(Sample.First(Sample.Certificate(0)));
            _disk.Fill(leaveBytes: 256 * 1024);
            var failed = await CommitUntilFull(store, acknowledged);
            _disk.Fill(leaveBytes: 0); // A smaller write might still find a page.
            Assert.Contains("full", await store.NotReady(), StringComparison.Ordinal);
            Assert.NotNull(await store.Load(Sample.Certificate(0))); // Reading goes on.

            _disk.Clear();

            Assert.Equal(CommitResult.Ok, await store.Commit(failed));
            Assert.Null(await store.NotReady());
            acknowledged.Add(failed);
        }
        await using var reopened = Open();
        foreach (var commit in acknowledged) Assert.NotNull(await reopened.Load(commit.Id));
        await foreach (var entity in reopened.Audits.Entities()) Assert.Null(entity.BrokenAt());
    }

    private static async Task<Commit> CommitUntilFull(SqliteRegistryStore store, List<Commit> acknowledged)
    {
        for (var i = 1; i < 10_000; i++)
        {
            var commit = Sample.First(Sample.Certificate(i)) with { State = new byte[2000] };
            try
            {
                Assert.Equal(CommitResult.Ok, await store.Commit(commit));
                acknowledged.Add(commit);
            }
            catch (StorageAwayException)
            {
                return commit;
            }
        }
        throw new InvalidOperationException("the disk never filled up");
    }

    [Fact]
    public async Task A_document_that_has_no_room_leaves_neither_record_nor_file()
    {
        Assert.SkipUnless(_disk.IsMounted, "mounting a small disk needs root");
        await using var store = Open();
        _disk.Fill(leaveBytes: 512 * 1024);
        var content = new byte[1024 * 1024];
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        var record = new DocumentRecord(
            "d1", MaterialKind.PortraitPhoto, "a1", "a.jpg", "image/jpeg", content.Length, sha256, null, null, null,
            [], Sample.Now);

        await Assert.ThrowsAsync<StorageAwayException>(() => store.Documents.Add(record, content));
        Assert.Null(await store.Documents.Find("d1"));
        Assert.Empty(Directory.GetFiles(_scratch.Folder, $"{sha256}*", SearchOption.AllDirectories));

        _disk.Clear();
        Assert.NotNull(await store.Documents.Add(record, content));
    }
}
