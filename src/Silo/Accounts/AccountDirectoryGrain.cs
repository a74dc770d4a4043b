using Orleans.Concurrency;
using Orleans.Placement;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Silo.Accounts;

/// <summary>
/// Wherever this grain is, the account directory of that silo does the work. Reentrant: the directory knows which
/// callers must wait for each other. When its silo goes, codes and counters are forgotten, as after a restart of a
/// silo that is alone.
/// </summary>
[GrainType("account-desk"), Reentrant, KeepAlive, Immovable]
internal sealed class AccountDirectoryGrain(AccountDirectory directory) : Grain, IAccountDirectoryGrain
{
    /// <summary>The key of the only one.</summary>
    public const long Key = 0;

    public Task<SignIn> SignInByPassword(string name, string password) => directory.SignInByPassword(name, password);

    public Task<SignIn> SignInByCode(string phone, string code) => directory.SignInByCode(phone, code);

    public Task SendCode(string phone, string address) => directory.SendCode(phone, address);

    public async Task<OpenedAccount> OpenByPhone(string phone, string code)
    {
        var (account, refusal) = await directory.OpenByPhone(phone, code);
        return new OpenedAccount(account, refusal);
    }

    public async Task<OpenedAccount> Open(Account account, string password)
    {
        var (opened, refusal) = await directory.Open(account, password);
        return new OpenedAccount(opened, refusal);
    }

    public Task<Refusal?> ChangePassword(string accountId, string oldPassword, string newPassword) =>
        directory.ChangePassword(accountId, oldPassword, newPassword);

    public Task<Refusal?> Reset(string accountId, string newPassword) => directory.Reset(accountId, newPassword);

    public Task<Refusal?> Disable(string accountId) => directory.Disable(accountId);

    public Task<Refusal?> ChangePhone(string accountId, string phone, string code) =>
        directory.ChangePhone(accountId, phone, code);

    public Task BindPerson(string accountId, string personKey) => directory.BindPerson(accountId, personKey);

    public Task UnbindPerson(string accountId, string personKey) => directory.UnbindPerson(accountId, personKey);

    public Task EndSessions(string accountId) => directory.EndSessions(accountId);
}
