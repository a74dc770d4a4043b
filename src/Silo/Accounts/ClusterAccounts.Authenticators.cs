using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Silo.Accounts;

/// <summary>
/// Passwords and second factors: hashed on this silo, which got the request; counted and decided by the account
/// directory.
/// </summary>
internal sealed partial class ClusterAccounts
{
    private readonly IAuthenticatorsGrain _authenticators =
        grains.GetGrain<IAuthenticatorsGrain>(AccountDirectoryGrain.Key);

    public async Task<SignIn> SignInByPassword(
        PasswordSignIn given, Origin origin, CancellationToken cancellation = default)
    {
        if (await Ask(_authenticators, directory => directory.MayTry(given.Name, origin)) is { } wait)
            return new SignIn.No(wait);
        var proof = await local.Check(given.Name, given.Password, cancellation);
        return await Ask(_authenticators, directory => directory.Disclose(proof, given.Totp, origin));
    }

    public async Task<Refusal?> ChangePassword(
        string accountId, string oldPassword, string newPassword, CancellationToken cancellation = default)
    {
        var (proof, changed, fault) = await local.PrepareChange(accountId, oldPassword, newPassword, cancellation);
        return proof is null ? fault
            : await Forgetting(accountId, _authenticators,
                directory => directory.ChangePassword(accountId, proof, changed)) ?? fault;
    }

    public async Task<Result<Account>> Open(
        Account account, string password, CancellationToken cancellation = default)
    {
        var opened = await Appoint(account, password, by: null, cancellation);
        return opened.Refusal is { } refusal ? refusal : opened.Account!;
    }

    public async Task<Appointment> Appoint(
        Account account, string? password, string? by, CancellationToken cancellation = default)
    {
        var (named, first, code, refusal) = await local.PrepareAppointment(account, password, by, cancellation);
        if (refusal is not null) return new Appointment(null, null, refusal);
        var opened = await Ask(_authenticators, directory => directory.Add(named, first!));
        return new Appointment(opened.Account, opened.Refusal is null ? code : null, opened.Refusal);
    }

    public async Task<Appointment> Reset(
        string accountId, string? password, string? by, CancellationToken cancellation = default)
    {
        var (first, code, refusal) = await local.PrepareReset(accountId, password, cancellation);
        refusal ??= await Forgetting(accountId, _authenticators, directory => directory.Reset(accountId, first!, by));
        return refusal is not null ? new Appointment(null, null, refusal)
            : new Appointment(await local.Find(accountId, cancellation), code, null);
    }

    public Task<Refusal?> Enable(string accountId, string? by, CancellationToken cancellation = default) =>
        Forgetting(accountId, _authenticators, directory => directory.Enable(accountId, by));

    public Task<Refusal?> Unlock(string accountId, CancellationToken cancellation = default) =>
        Ask(_authenticators, directory => directory.Unlock(accountId));

    public Task<Page<Account>> Search(
        AccountSearch search, PageRequest page, CancellationToken cancellation = default) =>
        local.Search(search, page, cancellation);

    public Task<AuthenticatorChange> BeginTotp(string accountId, CancellationToken cancellation = default) =>
        Ask(_authenticators, directory => directory.BeginTotp(accountId));

    public Task<AuthenticatorChange> ConfirmTotp(
        string accountId, string session, string code, CancellationToken cancellation = default) =>
        Forgetting(accountId, _authenticators, directory => directory.ConfirmTotp(accountId, session, code));

    public Task<Refusal?> RemoveTotp(string accountId, string session, CancellationToken cancellation = default) =>
        Forgetting(accountId, _authenticators, directory => directory.RemoveTotp(accountId, session));

    public Task<AuthenticatorChange> NewRecoveryCodes(string accountId, CancellationToken cancellation = default) =>
        Ask(_authenticators, directory => directory.NewRecoveryCodes(accountId));

    public async Task<Refusal?> ReAuthenticate(
        string accountId, string session, string? password, string? totp, CancellationToken cancellation = default)
    {
        var (proof, refusal) = await local.PrepareProof(accountId, password, cancellation);
        return refusal ?? await Forgetting(accountId, _authenticators,
            directory => directory.ReAuthenticate(accountId, session, proof, totp));
    }
}
