using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Accounts and sessions in a store, by the machine's clock. Codes and counts of wrong attempts are in memory, up to a
/// limit; sessions and accounts are in the store, and recently used ones in memory, too.
/// </summary>
public sealed partial class AccountDirectory : IAccounts, IDisposable
{
    private readonly IAccountStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Passwords _passwords;
    private readonly AuthenticatorSeal _seal;
    private readonly PasswordThrottle _throttle;
    private readonly SecondFactorGuesses _guesses;
    private readonly Phones _phones;
    private readonly Sessions _sessions;
    private readonly AccountChanges _changes;
    private readonly Devices _devices;
    private readonly IAgreementStore _agreements;
    private readonly KeyedLocks _tries = new();

    /// <summary>
    /// A directory over <paramref name="stores"/>. <paramref name="seal"/> seals the secrets of generators.
    /// <paramref name="passwords"/>: null means hashing with the policy's strength.
    /// <paramref name="sessionsRemembered"/>: how long another process on the store may still accept an ended session;
    /// null: the default time. <paramref name="shown"/>: where codes are shown in Development; null: nowhere.
    /// </summary>
    public AccountDirectory(
        AccountStores stores, TimeProvider machineClock, ICodeSender codes, ILogger<AccountDirectory> log,
        AuthenticatorSeal seal, Passwords? passwords = null, TimeSpan? sessionsRemembered = null,
        CodesShown? shown = null)
    {
        (_store, _agreements, _clock, _log) = (stores.Accounts, stores.Agreements, machineClock, log);
        _seal = seal;
        _passwords = passwords ?? new Passwords();
        _throttle = new PasswordThrottle(machineClock);
        _guesses = new SecondFactorGuesses(machineClock);
        _phones = new Phones(machineClock, codes, log, shown);
        _grants = new RecoveryGrants(machineClock);
        _sessions = new Sessions(_store, machineClock, remembered: sessionsRemembered, shown: WithAgreements,
            closed: IsClosed, ended: EndAddress);
        _changes = new AccountChanges(_store, _sessions);
        _devices = new Devices(stores.Devices, machineClock);
    }

    /// <summary>
    /// Whether nobody can act for a party any more, such as a railway enterprise that was disabled by letter (B.10).
    /// Read each time, so that its accounts need not store it.
    /// </summary>
    public Func<EntityId, CancellationToken, ValueTask<bool>>? PartyIsClosed { get; init; }

    /// <summary>
    /// Ends the address of the account's calendar: a thief's session may have made it (docs/adr/0185); null: there are
    /// no such addresses.
    /// </summary>
    public Func<string, CancellationToken, Task>? AddressEnds { get; init; }

    private Task EndAddress(string accountId, CancellationToken cancellation) =>
        AddressEnds?.Invoke(accountId, cancellation) ?? Task.CompletedTask;

    private async ValueTask<bool> IsClosed(Account account, CancellationToken cancellation) =>
        (account.Roles & Roles.Employer) != 0 && account.Party is { } party && PartyIsClosed is { } closed
        && await closed(party.Entity, cancellation);

    /// <inheritdoc/>
    public ValueTask<SignedIn?> ByToken(string token, CancellationToken cancellation = default) =>
        _sessions.Find(token, cancellation);

    /// <inheritdoc/>
    public Task<SignedIn?> Again(SignedIn seen, CancellationToken cancellation = default) =>
        _sessions.Again(seen.Session, cancellation);

    /// <inheritdoc/>
    public async Task BindPerson(string accountId, string personKey, CancellationToken cancellation = default)
    {
        var came = await _changes.Change(
            accountId, stored => stored with { Account = stored.Account with { PersonKey = personKey } }, cancellation);
        if (came != Change.Done)
            throw new InvalidOperationException($"the account {accountId} could not be bound: {came}");
    }

    /// <inheritdoc/>
    public async Task UnbindPerson(string accountId, string personKey, CancellationToken cancellation = default)
    {
        var was = false;
        await _changes.Change(accountId, stored =>
        {
            if (stored.Account.PersonKey != personKey) return null;
            was = true;
            return stored with { Account = stored.Account with { PersonKey = null } };
        }, cancellation);
        if (was) await _sessions.End(accountId, cancellation);
    }

    /// <summary>Another process changed the account: what is in memory is outdated.</summary>
    public void Forget(string accountId) => _sessions.Changed(accountId);

    /// <inheritdoc/>
    public async ValueTask<Account?> Find(string accountId, CancellationToken cancellation = default) =>
        await _store.ById(accountId, cancellation) is { } stored ? _sessions.Shown(stored) : null;

    /// <inheritdoc/>
    public Task<bool> IsEmpty(CancellationToken cancellation = default) => _store.IsEmpty(cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _passwords.Dispose();
        _changes.Dispose();
        _tries.Dispose();
    }

    /// <summary>Starts a session, and remembers the device for the next time.</summary>
    private async Task<SignIn.Started> Start(
        StoredAccount stored, Origin origin, Devices.Knowledge known, CancellationToken cancellation)
    {
        var session = await _sessions.Start(_sessions.Shown(stored), origin, cancellation);
        return session with { Device = await _devices.Remember(stored.Account, origin, known.Device, cancellation) };
    }
}
