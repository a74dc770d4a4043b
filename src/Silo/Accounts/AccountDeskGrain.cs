using Orleans.Concurrency;
using Orleans.Placement;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Silo.Accounts;

/// <summary>
/// Wherever the desk is, the account desk of that silo does the work. Reentrant: that desk knows which callers must wait
/// for each other. When its silo goes, codes and counters are forgotten, as after a restart of a silo that is alone.
/// </summary>
[GrainType("account-desk"), Reentrant, KeepAlive, Immovable]
internal sealed class AccountDeskGrain(AccountDesk desk) : Grain, IAccountDeskGrain
{
    /// <summary>The key of the only one.</summary>
    public const long Key = 0;

    public Task<SignIn> SignInByPassword(string name, string password) => desk.SignInByPassword(name, password);

    public Task<SignIn> SignInByCode(string phone, string code) => desk.SignInByCode(phone, code);

    public Task SendCode(string phone, string address) => desk.SendCode(phone, address);

    public async Task<OpenedAccount> OpenByPhone(string phone, string code)
    {
        var (account, refusal) = await desk.OpenByPhone(phone, code);
        return new OpenedAccount(account, refusal);
    }

    public async Task<OpenedAccount> Open(Account account, string password)
    {
        var (opened, refusal) = await desk.Open(account, password);
        return new OpenedAccount(opened, refusal);
    }

    public Task<Refusal?> ChangePassword(string accountId, string oldPassword, string newPassword) =>
        desk.ChangePassword(accountId, oldPassword, newPassword);

    public Task<Refusal?> Reset(string accountId, string newPassword) => desk.Reset(accountId, newPassword);

    public Task<Refusal?> Disable(string accountId) => desk.Disable(accountId);

    public Task<Refusal?> ChangePhone(string accountId, string phone, string code) => desk.ChangePhone(accountId, phone, code);

    public Task BindPerson(string accountId, string personKey) => desk.BindPerson(accountId, personKey);

    public Task UnbindPerson(string accountId, string personKey) => desk.UnbindPerson(accountId, personKey);

    public Task EndSessions(string accountId) => desk.EndSessions(accountId);
}
