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
    public async Task Authenticators_of_an_account_are_kept_as_they_were_given()
    {
        var account = Officer("a1", "n1");
        var enrolled = account with
        {
            Account = account.Account with { SecondFactor = true, HasOneTimeCode = true, AppointedBy = "a7 a8" },
            OneTimeUntil = Sample.Now.AddHours(72),
            ShortPassword = true,
            RecoveryCodes = "h1 h2",
            Totp = new StoredTotp("sealed", Sample.Now, 59_000_000),
        };
        Assert.True(await Store.Accounts.Add(account));
        Assert.True(await Store.Accounts.Replace(enrolled));

        await Reopen();

        Assert.Equal(enrolled, await Store.Accounts.ById("a1"));
        var begun = enrolled with
        {
            Account = enrolled.Account with { SecondFactor = false },
            Totp = new StoredTotp("other", null, 0),
        };
        Assert.True(await Store.Accounts.Replace(begun));
        Assert.Equal(begun, await Store.Accounts.ByName("n1"));
    }

    [Fact]
    public async Task Names_are_compared_without_case()
    {
        Assert.True(await Store.Accounts.Add(Officer("a1", "Officer.1")));
        Assert.False(await Store.Accounts.Add(Officer("a2", "OFFICER.1")));
        Assert.Equal("a1", (await Store.Accounts.ByName("oFFicer.1"))!.Account.Id);
    }

    [Fact]
    public async Task Accounts_are_found_by_the_beginning_of_the_name_by_phone_party_and_role_in_pages()
    {
        await Store.Accounts.Add(Officer("a1", "Officer.1", "13800000001"));
        await Store.Accounts.Add(Officer("a2", "officer.2", "13800000002"));
        await Store.Accounts.Add(Officer("a3", "clerk.1") with
        {
            Account = new Account("a3", "clerk.1", null, Roles.Employer, null, Desks.None, "W-1.u1", false, false),
        });
        await Store.Accounts.Add(new StoredAccount(
            new Account("a4", null, "13800000004", Roles.Holder, null, Desks.None, "W-11", false, false), null, null));

        Assert.Equal(["a1", "a2"], await Ids(new AccountSearch("OFFICER")));
        Assert.Equal(["a2"], await Ids(new AccountSearch("13800000002")));
        Assert.Equal(["a3"], await Ids(new AccountSearch("W-1.u1")));
        Assert.Equal(["a3"], await Ids(new AccountSearch("a3")));
        Assert.Empty(await Ids(new AccountSearch("1380000000")));
        Assert.Empty(await Ids(new AccountSearch("%")));
        Assert.Equal(["a3"], await Ids(new AccountSearch(Party: "W-1"))); // And not W-11.
        Assert.Equal(["a1", "a2"], await Ids(new AccountSearch(Roles: Roles.Administrator)));

        var first = await Store.Accounts.Search(new AccountSearch("officer"), new PageRequest(1));
        Assert.Equal("a1", Assert.Single(first.Items).Account.Id);
        var second = await Store.Accounts.Search(new AccountSearch("officer"), new PageRequest(1, first.Next));
        Assert.Equal("a2", Assert.Single(second.Items).Account.Id);
        Assert.Null(second.Next);

        async Task<IEnumerable<string>> Ids(AccountSearch search) =>
            (await Store.Accounts.Search(search, new PageRequest())).Items.Select(found => found.Account.Id);
    }

    [Fact]
    public async Task A_session_is_proven_again_and_the_others_of_the_account_end()
    {
        await Store.Accounts.AddSession(new StoredSession("t1", "a1", Sample.Now.AddHours(1), Sample.Now));
        await Store.Accounts.AddSession(new StoredSession("t2", "a1", Sample.Now.AddHours(1)));
        await Store.Accounts.ProveSession("t1", Sample.Now.AddMinutes(5));
        await Store.Accounts.EndSessions("a1", butNot: "t1");
        Assert.Equal(Sample.Now.AddMinutes(5), (await Store.Accounts.Session("t1"))!.ProvenAt);
        Assert.Null(await Store.Accounts.Session("t2"));
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
        await Store.Accounts.AddSession(new StoredSession("t1", "a1", Sample.Now));
        await Store.Accounts.AddSession(new StoredSession("t2", "a1", Sample.Now.AddHours(1)));
        await Store.Accounts.AddSession(new StoredSession("t3", "a2", Sample.Now.AddHours(1)));
        Assert.Equal(new StoredSession("t1", "a1", Sample.Now), await Store.Accounts.Session("t1"));

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
