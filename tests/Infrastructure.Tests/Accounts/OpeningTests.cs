using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>Accounts with a password: what may be opened.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly AccountsUnderTest _directory = new();

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData(".hidden")]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    [InlineData("officer\u202E1")]
    public async Task Names_are_plain(string name)
    {
        var (account, refusal) = await Open(name);
        Assert.Null(account);
        Assert.Equal("userName", Assert.Single(refusal!.Faults).Field);
    }

    [Fact]
    public async Task A_name_belongs_to_one_account()
    {
        Assert.True(await _directory.Accounts.IsEmpty());
        await _directory.Opened();
        var (account, refusal) = await Open("officer.1");
        Assert.Null(account);
        Assert.Equal(RefusalCode.Duplicate, refusal!.Code);
        Assert.False(await _directory.Accounts.IsEmpty());
    }

    [Fact]
    public async Task The_same_id_again_finds_the_account_that_is_there()
    {
        var first = await Open("officer.1", "A-1");
        var again = await Open("officer.1", "A-1");
        Assert.Equal(first.Value, again.Value);
        Assert.Equal(RefusalCode.Duplicate, (await Open("officer.2", "A-1")).Refusal!.Code);
    }

    [Fact]
    public async Task Changes_at_the_same_time_are_all_kept()
    {
        var account = await _directory.Opened();
        await Task.WhenAll(
            Task.Run(() => _directory.Accounts.BindPerson(account.Id, "P-1")),
            Task.Run(() => _directory.Accounts.Disable(account.Id)),
            Task.Run(() => _directory.Accounts.Reset(account.Id, "Given-By-Admin-3", by: null)));

        var found = await _directory.Accounts.Find(account.Id);
        Assert.Equal((true, true, "P-1"), (found!.Disabled, found.MustChangePassword, found.PersonKey));
    }

    private Task<Result<Account>> Open(string name, string id = "") =>
        _directory.Accounts.Open(
            new Account(id, name, null, Roles.Officer, "41", Desks.Road, null, false, false),
            AccountsUnderTest.Password);

    public void Dispose() => _directory.Dispose();
}
