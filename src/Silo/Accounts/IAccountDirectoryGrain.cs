using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Silo.Accounts;

/// <summary>
/// The one account directory of the cluster, which shows secrets and changes accounts. Codes and counts of wrong
/// attempts are in the memory of one silo. With a directory on each silo a code could be guessed on each of them, and
/// no silo would know a code that another one sent.
/// </summary>
[Alias("registry.account-desk")]
public interface IAccountDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>For silos of an older version, which do not send the origin.</summary>
    [Alias("SignInByPassword")]
    Task<SignIn> SignInFromNowhere(string name, string password);

    /// <summary>For silos of an older version: without a second factor, and hashed here.</summary>
    [Alias("SignInByPasswordFrom")]
    Task<SignIn> SignInByPassword(string name, string password, Origin origin);

    /// <summary>For silos of an older version: refused, because a code is only valid for its request.</summary>
    [Alias("SignInByCode")]
    Task<SignIn> SignInByBareCode(string phone, string code);

    /// <summary>For silos of an older version: nothing is sent, because the code could not be used.</summary>
    [Alias("SendCode")]
    Task SendBareCode(string phone, string address);

    /// <summary>For silos of an older version: refused, because a code is only valid for its request.</summary>
    [Alias("OpenByPhone")]
    Task<OpenedAccount> OpenByBareCode(string phone, string code);

    /// <inheritdoc cref="IAccounts.SignInByCode"/>
    [Alias("SignInByRequest")]
    Task<SignIn> SignInByCode(GivenCode code, Origin origin);

    /// <inheritdoc cref="IAccounts.SendCode"/>
    [Alias("SendCodeForPurpose")]
    Task<string> SendCode(string phone, int purpose, Origin origin);

    /// <inheritdoc cref="IAccounts.LastCodes"/>
    [Alias("LastCodes")]
    Task<SentCodes> LastCodes();

    /// <inheritdoc cref="IAccounts.OpenByPhone"/>
    [Alias("OpenByRequest")]
    Task<SignIn> OpenByPhone(GivenCode code, AgreedVersions agreed, Origin origin);

    /// <inheritdoc cref="IAccounts.Agree"/>
    [Alias("Agree")]
    Task<Refusal?> Agree(string accountId, AgreedVersions agreed);

    /// <summary>For silos of an older version: hashed here.</summary>
    [Alias("Open")]
    Task<OpenedAccount> Open(Account account, string password);

    /// <summary>For silos of an older version: hashed here.</summary>
    [Alias("ChangePassword")]
    Task<Refusal?> ChangePassword(string accountId, string oldPassword, string newPassword);

    /// <summary>For silos of an older version: a password that must be changed at once.</summary>
    [Alias("Reset")]
    Task<Refusal?> Reset(string accountId, string newPassword);

    /// <inheritdoc cref="IAppointments.Disable"/>
    [Alias("Disable")]
    Task<Refusal?> Disable(string accountId);

    /// <summary>For silos of an older version: refused, because the old phone must be proven as well.</summary>
    [Alias("ChangePhone")]
    Task<Refusal?> ChangePhoneByBareCode(string accountId, string phone, string code);

    /// <inheritdoc cref="IAccounts.ChangePhone"/>
    [Alias("ChangePhoneByRequests")]
    Task<Refusal?> ChangePhone(string accountId, GivenCode? old, GivenCode @new);

    /// <inheritdoc cref="IAccounts.BindPerson"/>
    [Alias("BindPerson")]
    Task BindPerson(string accountId, string personKey);

    /// <inheritdoc cref="IAccounts.UnbindPerson"/>
    [Alias("UnbindPerson")]
    Task UnbindPerson(string accountId, string personKey);

    /// <inheritdoc cref="IAccounts.Close"/>
    [Alias("Close")]
    Task Close(string accountId, string? personKey);

    /// <inheritdoc cref="IAppointments.EndSessions"/>
    [Alias("EndSessions")]
    Task EndSessions(string accountId);
}
