using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>Goal: an account that was closed is empty, for good, and its phone is free (decisions 7).</summary>
public sealed class ClosedAccountTests : IDisposable
{
    private readonly AccountsUnderTest _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task A_closed_account_is_empty_its_phone_is_free_and_informed_once()
    {
        var account = await _desk.OpenedByPhone();
        var erased = new List<(string, string?)>();
        using var accounts = _desk.Another((id, person, _) =>
        {
            erased.Add((id, person));
            return Task.CompletedTask;
        });
        await accounts.BindPerson(account.Id, "P-1");
        await accounts.Close(account.Id, "P-1");
        await accounts.Close(account.Id, "P-1");
        Assert.Equal([(account.Id, "P-1"), (account.Id, "P-1")], erased);

        var stored = (await _desk.Store.ById(account.Id))!;
        Assert.Equal((true, null), (stored.Account.Disabled, stored.Account.Phone));
        Assert.Equal((null, null, null), (stored.PasswordHash, stored.Totp, stored.RecoveryCodes));
        Assert.Empty(await _desk.Store.SessionsOf(account.Id));
        var (phone, kind, text) = Assert.Single(_desk.Said);
        Assert.Equal((AccountsUnderTest.Phone, "account.closed"), (phone, kind));
        Assert.Contains("已注销", text, StringComparison.Ordinal);

        _desk.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.NotEqual(account.Id, (await _desk.OpenedByPhone()).Id);
        Assert.Equal(RefusalCode.WrongState, (await accounts.Enable(account.Id, by: null))!.Code);
        Assert.Equal(RefusalCode.WrongState, (await accounts.Reset(account.Id, null, by: null)).Refusal!.Code);
    }

    [Fact]
    public async Task A_gateway_that_is_away_holds_no_closing_up()
    {
        var account = await _desk.OpenedByPhone();
        _desk.SenderFails = true;
        await _desk.Accounts.Close(account.Id, null);
        Assert.Null((await _desk.Store.ById(account.Id))!.Account.Phone);
    }
}
