using System.Text;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Sqlite;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Tests;

/// <summary>The common suite on SQLite, on a real file.</summary>
public class SqliteStoreTests : BulkStoreTests
{
    private readonly Scratch _scratch = new();

    /// <summary>Under what its data is sealed; null: it is plain.</summary>
    protected virtual string? Secret => null;

    /// <inheritdoc/>
    protected override Task<IRegistryStore> OpenStore() => Task.FromResult<IRegistryStore>(
        SqliteRegistryStore.Open(new SqliteStoreOptions { Folder = _scratch.Folder, KeySecret = Secret }));

    /// <summary>The bytes of drafts, notices and contents are gone from the folder, not only their rows.</summary>
    [Fact]
    public async Task What_was_erased_stands_in_no_byte_of_the_folder()
    {
        for (var i = 0; i < 50; i++) // So many that they fill pages of their own.
            await Store.Drafts.Save($"a{i}", "old", Sample.Bytes($$"""{"address":"{{Marker}}"}"""), Sample.Now);
        await A_document_whose_time_is_over_goes_though_it_is_named_and_its_content_with_its_last_name();
        Assert.Equal(Secret is null, Has(Marker));

        Assert.Equal(50, await Store.Drafts.RemoveOld(Sample.Now.AddDays(1)));
        await Reopen(); // The log is written back, and begins anew.

        Assert.False(Has(Marker));
    }

    /// <summary>The phone of a closed account leaves its page, and its drafts go with it (docs/adr/0146).</summary>
    [Fact]
    public async Task The_phone_of_an_account_that_was_emptied_stands_in_no_byte_of_the_folder()
    {
        const string phone = "13600000779";
        var account = new Account("a1", null, phone, Roles.Holder, null, Desks.None, null, false, false);
        await Store.Accounts.Add(new StoredAccount(account, null, null));
        await Store.Drafts.Save("a1", "one", Sample.Bytes($$"""{"phone":"{{phone}}"}"""), Sample.Now);
        await Store.Drafts.Save("a2", "one", Sample.Bytes("{}"), Sample.Now);
        Assert.Equal(Secret is null, Has(phone));

        await Store.Accounts.Replace(new StoredAccount(account with { Phone = null, Disabled = true }, null, null));
        Assert.Equal(1, await Store.Drafts.RemoveAll("a1"));
        await Reopen();

        Assert.False(Has(phone));
        Assert.NotNull(await Store.Drafts.Find("a2", "one", Sample.Now));
    }

    /// <summary>The registry's file.</summary>
    protected string DatabaseFile => Path.Combine(_scratch.Folder, "registry.db");

    private bool Has(string text) => Has(Encoding.UTF8.GetBytes(text));

    /// <summary>True when these bytes stand in any file of the folder.</summary>
    protected bool Has(byte[] wanted) =>
        Directory.EnumerateFiles(_scratch.Folder, "*", SearchOption.AllDirectories).Any(file =>
        {
            if (new FileInfo(file).Length == 0) return false; // The lock is held.
            using var bytes = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var all = new MemoryStream();
            bytes.CopyTo(all);
            return all.ToArray().AsSpan().IndexOf(wanted) >= 0;
        });

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _scratch.Dispose();
    }
}

/// <summary>The same with everything sealed.</summary>
public sealed class SealedSqliteStoreTests : SqliteStoreTests
{
    private byte[] _wrapped = [];

    /// <inheritdoc/>
    protected override string Secret => Sample.Secret;

    /// <summary>The key is gone from the file, not only from the row (docs/adr/0150).</summary>
    [Fact]
    public async Task The_key_of_an_erased_history_stands_in_no_byte_of_the_folder()
    {
        await Erased(Sample.Certificate(1));
        await Reopen(); // The log is written back, and begins anew.
        Assert.Equal(60, _wrapped.Length);
        Assert.False(Has(_wrapped));
    }

    /// <inheritdoc/>
    protected override Task BeforeErasing(EntityId id)
    {
        using var database = Database.OpenReader(DatabaseFile);
        using var row = database.Prepare("SELECT substr(state, 2, 60) FROM entity WHERE kind = ? AND key = ?")
            .Add(id.KindName).Add(id.Key);
        Assert.True(row.Read());
        _wrapped = row.Blob(0);
        Assert.True(Has(_wrapped));
        return Task.CompletedTask;
    }
}
