using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Silo.Accounts;

/// <summary>
/// The second half of acts with passwords and second factors, on the silo of the account directory; the silo that got
/// the request has hashed already. An interface of the same grain as <see cref="IAccountDirectoryGrain"/>, so that one
/// silo counts and changes accounts.
/// </summary>
[Alias("registry.authenticators")]
public interface IAuthenticatorsGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The refusal that says how long a name must wait; null: it need not. Asked before anything is hashed.
    /// </summary>
    [Alias("MayTry")]
    Task<Refusal?> MayTry(string name, Origin origin);

    /// <summary>The result of a sign-in whose password was checked.</summary>
    [Alias("Disclose")]
    Task<SignIn> Disclose(PasswordProof proof, string? totp, Origin origin);

    /// <summary>
    /// Changes a password after the old one was checked; without a new one it only says whether the old one was right.
    /// </summary>
    [Alias("ChangePassword")]
    Task<Refusal?> ChangePassword(string accountId, PasswordProof proof, HashedPassword? changed);

    /// <summary>Adds an account with its first password.</summary>
    [Alias("Add")]
    Task<OpenedAccount> Add(Account account, HashedPassword first);

    /// <summary>Gives a new first password and removes every authenticator.</summary>
    [Alias("Reset")]
    Task<Refusal?> Reset(string accountId, HashedPassword first, string? by);

    /// <summary>Replaces a forgotten password by one that is hashed already.</summary>
    [Alias("ResetForgotten")]
    Task<Refusal?> ResetForgotten(string name, GivenCode code, string totp, HashedPassword changed);

    /// <inheritdoc cref="IAppointments.Enable"/>
    [Alias("Enable")]
    Task<Refusal?> Enable(string accountId, string? by);

    /// <inheritdoc cref="IAppointments.Unlock"/>
    [Alias("Unlock")]
    Task<Refusal?> Unlock(string accountId);

    /// <inheritdoc cref="IAuthenticators.BeginTotp"/>
    [Alias("BeginTotp")]
    Task<AuthenticatorChange> BeginTotp(string accountId);

    /// <inheritdoc cref="IAuthenticators.ConfirmTotp"/>
    [Alias("ConfirmTotp")]
    Task<AuthenticatorChange> ConfirmTotp(string accountId, string session, string code);

    /// <inheritdoc cref="IAuthenticators.RemoveTotp"/>
    [Alias("RemoveTotp")]
    Task<Refusal?> RemoveTotp(string accountId, string session);

    /// <inheritdoc cref="IAuthenticators.NewRecoveryCodes"/>
    [Alias("NewRecoveryCodes")]
    Task<AuthenticatorChange> NewRecoveryCodes(string accountId);

    /// <summary>Proves the identity in a session again, by a checked password or by a code of the generator.</summary>
    [Alias("ReAuthenticate")]
    Task<Refusal?> ReAuthenticate(string accountId, string session, PasswordProof? proof, string? totp);
}
