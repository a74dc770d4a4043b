using Orleans.Concurrency;
using Orleans.Placement;
using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Silo.Accounts;

/// <summary>
/// The account directory of the silo on which this grain is does the work. Reentrant, because the directory itself
/// makes callers wait where needed. When its silo is lost, codes and counts are lost, as after a restart of a silo
/// alone.
/// </summary>
[GrainType("account-desk"), Reentrant, KeepAlive, Immovable]
internal sealed partial class AccountDirectoryGrain(AccountDirectory directory)
    : Grain, IAccountDirectoryGrain, IAuthenticatorsGrain, IPhoneRecoveriesGrain
{
    /// <summary>The key of the only activation.</summary>
    public const long Key = 0;

    public Task<SignIn> SignInFromNowhere(string name, string password) =>
        directory.SignInByPassword(new PasswordSignIn(name, password), new Origin(""));

    public Task<SignIn> SignInByPassword(string name, string password, Origin origin) =>
        directory.SignInByPassword(new PasswordSignIn(name, password), origin);

    public Task<SignIn> SignInByBareCode(string phone, string code) =>
        Task.FromResult<SignIn>(new SignIn.No(AccountRefusals.WrongCode()));

    public Task SendBareCode(string phone, string address) => Task.CompletedTask;

    public Task<OpenedAccount> OpenByBareCode(string phone, string code) =>
        Task.FromResult(new OpenedAccount(null, AccountRefusals.WrongCodeField("code")));

    public Task<SignIn> SignInByCode(GivenCode code, Origin origin) => directory.SignInByCode(code, origin);

    public Task<string> SendCode(string phone, int purpose, Origin origin) =>
        directory.SendCode(phone, (CodePurpose)purpose, origin);

    public async Task<SentCodes> LastCodes() => new(await directory.LastCodes());

    public Task<SignIn> OpenByPhone(GivenCode code, AgreedVersions agreed, Origin origin) =>
        directory.OpenByPhone(code, agreed, origin);

    public Task<Refusal?> Agree(string accountId, AgreedVersions agreed) => directory.Agree(accountId, agreed);

    public async Task<OpenedAccount> Open(Account account, string password)
    {
        var (opened, refusal) = await directory.Open(account, password);
        return new OpenedAccount(opened, refusal);
    }

    public Task<Refusal?> ChangePassword(string accountId, string oldPassword, string newPassword) =>
        directory.ChangePassword(accountId, oldPassword, newPassword);

    public async Task<Refusal?> Reset(string accountId, string newPassword) =>
        (await directory.Reset(accountId, newPassword, by: null)).Refusal;

    public Task<Refusal?> Disable(string accountId) => directory.Disable(accountId);

    public Task<Refusal?> ChangePhoneByBareCode(string accountId, string phone, string code) =>
        Task.FromResult<Refusal?>(AccountRefusals.WrongCodeField("codeOld"));

    public Task<Refusal?> ChangePhone(string accountId, GivenCode? old, GivenCode @new) =>
        directory.ChangePhone(accountId, old, @new);

    public Task BindPerson(string accountId, string personKey) => directory.BindPerson(accountId, personKey);

    public Task UnbindPerson(string accountId, string personKey) => directory.UnbindPerson(accountId, personKey);

    public Task Close(string accountId, string? personKey) => directory.Close(accountId, personKey);

    public Task EndSessions(string accountId) => directory.EndSessions(accountId);
}
