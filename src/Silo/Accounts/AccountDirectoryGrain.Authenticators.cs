using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Silo.Accounts;

/// <summary>Passwords and second factors.</summary>
internal sealed partial class AccountDirectoryGrain
{
    public Task<Refusal?> MayTry(string name, Origin origin) => directory.MayTry(name, origin);

    public Task<SignIn> Disclose(PasswordProof proof, string? totp, Origin origin) =>
        directory.Disclose(proof, totp, origin);

    public Task<Refusal?> ChangePassword(string accountId, PasswordProof proof, HashedPassword? changed) =>
        directory.ChangePassword(accountId, proof, changed);

    public async Task<OpenedAccount> Add(Account account, HashedPassword first)
    {
        var (opened, refusal) = await directory.Add(account, first);
        return new OpenedAccount(opened, refusal);
    }

    public Task<Refusal?> Reset(string accountId, HashedPassword first, string? by) =>
        directory.ResetTo(accountId, first, by);

    public Task<Refusal?> Enable(string accountId, string? by) => directory.Enable(accountId, by);

    public Task<Refusal?> Unlock(string accountId) => directory.Unlock(accountId);

    public Task<AuthenticatorChange> BeginTotp(string accountId) => directory.BeginTotp(accountId);

    public Task<AuthenticatorChange> ConfirmTotp(string accountId, string session, string code) =>
        directory.ConfirmTotp(accountId, session, code);

    public Task<Refusal?> RemoveTotp(string accountId, string session) => directory.RemoveTotp(accountId, session);

    public Task<AuthenticatorChange> NewRecoveryCodes(string accountId) => directory.NewRecoveryCodes(accountId);

    public Task<Refusal?> ReAuthenticate(string accountId, string session, PasswordProof? proof, string? totp) =>
        directory.ReAuthenticate(accountId, session, proof, totp);

    public Task<Refusal?> ResetForgotten(string name, GivenCode code, string totp, HashedPassword changed) =>
        directory.ResetForgotten(new ForgottenPassword(name, code, totp, ""), changed);
}
