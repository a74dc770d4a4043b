using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests;

// Accounts, sessions and settings.
public abstract partial class RegistryStoreTests
{
    private static StoredAccount Officer(string id, string? name, string? phone = null) => new(
        new Account(id, name, phone, Roles.Officer | Roles.Administrator, "4401", Desks.Road, "P-000001", true, false),
        "hash", Sample.Now);

    [Fact]
    public async Task An_account_is_found_by_id_name_and_phone_as_it_was_added()
    {
        Assert.True(await Store.Accounts.IsEmpty());
        var account = Officer("a1", "李雷", "13800000000");
        var bare = new StoredAccount(
            new Account("a2", null, null, Roles.Holder, null, Desks.None, null, false, true), null, null);
        Assert.True(await Store.Accounts.Add(account));
        Assert.True(await Store.Accounts.Add(bare));
        Assert.True(await Store.Accounts.Add(Officer("a3", null)));

        await Reopen();

        Assert.False(await Store.Accounts.IsEmpty());
        Assert.Equal(account, await Store.Accounts.ById("a1"));
        Assert.Equal(account, await Store.Accounts.ByName("李雷"));
        Assert.Equal(account, await Store.Accounts.ByPhone("13800000000"));
        Assert.Equal(bare, await Store.Accounts.ById("a2"));
        Assert.Null(await Store.Accounts.ByName("李"));
    }

    [Fact]
    public async Task Ids_names_and_phones_are_unique()
    {
        Assert.True(await Store.Accounts.Add(Officer("a1", "n1", "1")));
        Assert.False(await Store.Accounts.Add(Officer("a1", "n2", "2")));
        Assert.False(await Store.Accounts.Add(Officer("a2", "n1", "2")));
        Assert.False(await Store.Accounts.Add(Officer("a2", "n2", "1")));
        Assert.True(await Store.Accounts.Add(Officer("a2", "n2", "2")));
        Assert.False(await Store.Accounts.Replace(Officer("a2", "n2", "1")));
        Assert.True(await Store.Accounts.Replace(Officer("a2", "n2", "3")));
        Assert.False(await Store.Accounts.Replace(Officer("a3", "n3", "4")));
        Assert.Null(await Store.Accounts.ByPhone("2"));
        Assert.Equal("a2", (await Store.Accounts.ByPhone("3"))!.Account.Id);
    }

    [Fact]
    public async Task Sessions_end_by_account_or_by_time()
    {
        await Store.Accounts.AddSession("t1", "a1", Sample.Now);
        await Store.Accounts.AddSession("t2", "a1", Sample.Now.AddHours(1));
        await Store.Accounts.AddSession("t3", "a2", Sample.Now.AddHours(1));
        Assert.Equal(("a1", Sample.Now), await Store.Accounts.Session("t1"));

        await Store.Accounts.RemoveEndedSessions(Sample.Now.AddTicks(1));
        Assert.Null(await Store.Accounts.Session("t1"));
        Assert.NotNull(await Store.Accounts.Session("t2"));

        await Store.Accounts.EndSessions("a1");
        Assert.Null(await Store.Accounts.Session("t2"));
        Assert.NotNull(await Store.Accounts.Session("t3"));
    }

    [Fact]
    public async Task A_setting_is_what_was_set_last()
    {
        Assert.Null(await Store.Settings.Get("calendar"));
        await Store.Settings.Set("calendar", Sample.Bytes("old"));
        await Store.Settings.Set("calendar", Sample.Bytes("新"));

        await Reopen();

        Assert.Equal(Sample.Bytes("新"), await Store.Settings.Get("calendar"));
    }

    [Fact]
    public async Task A_setting_is_replaced_only_where_it_is_still_what_was_read()
    {
        var (old, next) = (Sample.Bytes("old"), Sample.Bytes("新"));
        Assert.False(await Store.Settings.Replace("calendar", old, next));
        Assert.True(await Store.Settings.Replace("calendar", null, old));
        Assert.False(await Store.Settings.Replace("calendar", null, next));
        Assert.False(await Store.Settings.Replace("calendar", next, next));
        Assert.True(await Store.Settings.Replace("calendar", old, next));
        Assert.Equal(next, await Store.Settings.Get("calendar"));
    }
}
