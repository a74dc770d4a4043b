using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Silo.Accounts;

/// <summary>
/// The one directory of the cluster where secrets are shown and accounts are changed. Codes and counters of wrong tries
/// live in the memory of one silo; with one directory a silo a code could be guessed once a silo, and none would know a
/// code that another sent.
/// </summary>
[Alias("registry.account-desk")]
public interface IAccountDirectoryGrain : IGrainWithIntegerKey
{
    /// <inheritdoc cref="IAccounts.SignInByPassword"/>
    [Alias("SignInByPassword")]
    Task<SignIn> SignInByPassword(string name, string password);

    /// <inheritdoc cref="IAccounts.SignInByCode"/>
    [Alias("SignInByCode")]
    Task<SignIn> SignInByCode(string phone, string code);

    /// <inheritdoc cref="IAccounts.SendCode"/>
    [Alias("SendCode")]
    Task SendCode(string phone, string address);

    /// <inheritdoc cref="IAccounts.OpenByPhone"/>
    [Alias("OpenByPhone")]
    Task<OpenedAccount> OpenByPhone(string phone, string code);

    /// <inheritdoc cref="IAccounts.Open"/>
    [Alias("Open")]
    Task<OpenedAccount> Open(Account account, string password);

    /// <inheritdoc cref="IAccounts.ChangePassword"/>
    [Alias("ChangePassword")]
    Task<Refusal?> ChangePassword(string accountId, string oldPassword, string newPassword);

    /// <inheritdoc cref="IAccounts.Reset"/>
    [Alias("Reset")]
    Task<Refusal?> Reset(string accountId, string newPassword);

    /// <inheritdoc cref="IAccounts.Disable"/>
    [Alias("Disable")]
    Task<Refusal?> Disable(string accountId);

    /// <inheritdoc cref="IAccounts.ChangePhone"/>
    [Alias("ChangePhone")]
    Task<Refusal?> ChangePhone(string accountId, string phone, string code);

    /// <inheritdoc cref="IAccounts.BindPerson"/>
    [Alias("BindPerson")]
    Task BindPerson(string accountId, string personKey);

    /// <inheritdoc cref="IAccounts.UnbindPerson"/>
    [Alias("UnbindPerson")]
    Task UnbindPerson(string accountId, string personKey);

    /// <inheritdoc cref="IAccounts.EndSessions"/>
    [Alias("EndSessions")]
    Task EndSessions(string accountId);
}
