using System.Collections.Immutable;
using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Silo.Accounts;

/// <summary>
/// Accounts as this silo's API uses them. Tokens are looked up here, from memory for at most five seconds; everything
/// that shows a secret or changes an account goes to the account directory of the cluster. So a sign-out or a disabled
/// account takes effect on every silo within <see cref="SessionsRemembered"/>.
/// </summary>
internal sealed partial class ClusterAccounts(AccountDirectory local, IGrainFactory grains) : IAccounts
{
    /// <summary>How long a silo may still accept a session that was ended on another.</summary>
    public static readonly TimeSpan SessionsRemembered = TimeSpan.FromSeconds(5);

    private readonly IAccountDirectoryGrain _directory =
        grains.GetGrain<IAccountDirectoryGrain>(AccountDirectoryGrain.Key);

    public ValueTask<SignedIn?> ByToken(string token, CancellationToken cancellation = default) =>
        local.ByToken(token, cancellation);

    public Task<SignedIn?> Again(SignedIn seen, CancellationToken cancellation = default) =>
        local.Again(seen, cancellation);

    public ValueTask<Account?> Find(string accountId, CancellationToken cancellation = default) =>
        local.Find(accountId, cancellation);

    public Task<bool> IsEmpty(CancellationToken cancellation = default) => local.IsEmpty(cancellation);

    public Task<SignIn> SignInByCode(GivenCode code, Origin origin, CancellationToken cancellation = default) =>
        Ask(directory => directory.SignInByCode(code, origin));

    public Task<string> SendCode(
        string phone, CodePurpose purpose, Origin origin, CancellationToken cancellation = default) =>
        Ask(directory => directory.SendCode(phone, (int)purpose, origin));

    public async Task<ImmutableArray<SentCode>> LastCodes(CancellationToken cancellation = default) =>
        (await Ask(directory => directory.LastCodes())).Items;

    public Task<SignIn> OpenByPhone(
        GivenCode code, AgreedVersions agreed, Origin origin, CancellationToken cancellation = default) =>
        Ask(directory => directory.OpenByPhone(code, agreed, origin));

    public AgreementTexts Agreements => local.Agreements;

    public AgreedVersions AgreementsNow => local.AgreementsNow;

    public ValueTask<ImmutableArray<GivenAgreement>> AgreedTo(
        string accountId, CancellationToken cancellation = default) => local.AgreedTo(accountId, cancellation);

    public Task<Refusal?> Agree(string accountId, AgreedVersions agreed, CancellationToken cancellation = default) =>
        Forgetting(accountId, directory => directory.Agree(accountId, agreed));

    public Task<Refusal?> Disable(string accountId, CancellationToken cancellation = default) =>
        Forgetting(accountId, directory => directory.Disable(accountId));

    public Task<Refusal?> ChangePhone(
        string accountId, GivenCode? old, GivenCode @new, CancellationToken cancellation = default) =>
        Forgetting(accountId, directory => directory.ChangePhone(accountId, old, @new));

    public Task BindPerson(string accountId, string personKey, CancellationToken cancellation = default) =>
        Forgetting(accountId, async directory => { await directory.BindPerson(accountId, personKey); return true; });

    public Task UnbindPerson(string accountId, string personKey, CancellationToken cancellation = default) =>
        Forgetting(accountId, async directory => { await directory.UnbindPerson(accountId, personKey); return true; });

    public Task Close(string accountId, string? personKey, CancellationToken cancellation = default) =>
        Forgetting(accountId, async directory => { await directory.Close(accountId, personKey); return true; });

    public Task EndSessions(string accountId, CancellationToken cancellation = default) =>
        Forgetting(accountId, async directory => { await directory.EndSessions(accountId); return true; });

    private Task<T> Forgetting<T>(string accountId, Func<IAccountDirectoryGrain, Task<T>> ask) =>
        Forgetting(accountId, _directory, ask);

    /// <summary>
    /// What this silo remembers of the account is dropped at once, so that the caller sees the change.
    /// </summary>
    private async Task<T> Forgetting<TGrain, T>(string accountId, TGrain directory, Func<TGrain, Task<T>> ask)
    {
        try
        {
            return await Ask(directory, ask);
        }
        finally
        {
            local.Forget(accountId);
        }
    }

    private Task<T> Ask<T>(Func<IAccountDirectoryGrain, Task<T>> ask) => Ask(_directory, ask);

    /// <summary>Not repeated after a failure: a code is valid once, and wrong attempts are counted.</summary>
    private static async Task<T> Ask<TGrain, T>(TGrain directory, Func<TGrain, Task<T>> ask)
    {
        try
        {
            return await ask(directory);
        }
        catch (Exception e) when (CallFailures.IsUnreachable(e))
        {
            throw new StorageAwayException("the account desk of the cluster could not be reached", e);
        }
    }
}
