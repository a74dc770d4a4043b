using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Accounts and sessions over a store, by the machine's clock. Codes and counters of wrong tries live in memory and
/// are bounded; sessions and accounts are in the store, with what was seen lately in memory.
/// </summary>
public sealed partial class AccountDirectory : IAccounts, IDisposable
{
    private readonly IAccountStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Passwords _passwords;
    private readonly PasswordThrottle _throttle;
    private readonly Phones _phones;
    private readonly Sessions _sessions;
    private readonly AccountChanges _changes;
    private readonly Devices _devices;
    private readonly KeyedLocks _tries = new();

    /// <summary>
    /// Over <paramref name="store"/>; <paramref name="passwords"/> null: hashed as strongly as recommended.
    /// <paramref name="sessionsRemembered"/>: how long another process on the store may still know what ended; null:
    /// the default time. <paramref name="shown"/>: where codes are shown, in Development; null: nowhere.
    /// </summary>
    public AccountDirectory(
        IAccountStore store, IDeviceStore devices, TimeProvider machineClock, ICodeSender codes,
        ILogger<AccountDirectory> log,
        Passwords? passwords = null, TimeSpan? sessionsRemembered = null, CodesShown? shown = null)
    {
        (_store, _clock, _log) = (store, machineClock, log);
        _passwords = passwords ?? new Passwords();
        _throttle = new PasswordThrottle(machineClock);
        _phones = new Phones(machineClock, codes, log, shown);
        _sessions = new Sessions(store, machineClock, remembered: sessionsRemembered);
        _changes = new AccountChanges(store, _sessions);
        _devices = new Devices(devices, machineClock);
    }

    /// <inheritdoc/>
    public ValueTask<Account?> ByToken(string token, CancellationToken cancellation = default) =>
        _sessions.Find(token, cancellation);

    /// <inheritdoc/>
    public async Task<SignIn> SignInByPassword(
        string name, string password, Origin origin, CancellationToken cancellation = default)
    {
        if (AccountChanges.NameFault(name) is not null || password.Length > PasswordPolicy.MaxLength)
            return new SignIn.No(AccountRefusals.WrongPassword()); // No account is called so, or has such a password.
        using var turn = await _tries.Take(name, cancellation);
        var stored = await _store.ByName(name, cancellation);
        var known = await _devices.Of(stored?.Account, origin, cancellation);
        var attempt = new PasswordTry(
            name, Networks.Of(origin.Address), known.Device?.Id, known.KnowsNetwork || origin.Unlimited);
        if (await Proven(attempt, stored, password, AccountRefusals.WrongPassword, cancellation) is { } refusal)
            return new SignIn.No(refusal);
        return await Start(stored!, origin, known, cancellation);
    }

    /// <inheritdoc/>
    public async Task<(Account? Account, Refusal? Refusal)> Open(
        Account account, string password, CancellationToken cancellation = default)
    {
        if (AccountChanges.NameFault(account.Name) is { } wrongName) return (null, Refusals.Malformed(wrongName));
        if (account.Phone is { } phone && !Phones.IsMobile(phone)) return (null, AccountRefusals.WrongPhone());
        if (PasswordPolicy.Fault("password", password, account.Name) is { } weak)
            return (null, Refusals.Malformed(weak));
        var named = account.Id.Length > 0 ? account : account with { Id = AccountChanges.NewId() };
        var hash = await _passwords.Hash(password, cancellation);
        return await _changes.Add(new StoredAccount(named, hash, _clock.GetUtcNow()), cancellation) is { } opened
            ? (opened, null)
            : (null, AccountRefusals.NameTaken());
    }

    /// <summary>
    /// Changes the password. Every session of the account ends, the caller's as well: the directory does not know which
    /// one is the caller's, and the new password opens the next.
    /// </summary>
    public async Task<Refusal?> ChangePassword(
        string accountId, string oldPassword, string newPassword, CancellationToken cancellation = default)
    {
        if (await _store.ById(accountId, cancellation) is not { } seen) return Refusals.NotFound();
        if (seen.Account.Name is not { } name) return HasNoPassword();
        using var turn = await _tries.Take(name, cancellation);
        var stored = await _store.ById(accountId, cancellation); // Again: it may have changed before our turn came.
        static Refusal Wrong() => Refusals.Malformed(
            Refusals.Fault("oldPassword", "原密码不正确。", "The old password is wrong."));
        // Counted by itself: who guesses in a session that is not theirs makes nobody wait at the sign-in.
        var attempt = new PasswordTry(name, "change", Device: null, KnowsNetwork: true);
        if (await Proven(attempt, stored, oldPassword, Wrong, cancellation) is { } refusal) return refusal;
        if (PasswordPolicy.Fault("newPassword", newPassword, name) is { } weak) return Refusals.Malformed(weak);
        if (newPassword == oldPassword)
            return Refusals.Malformed(
                Refusals.Fault("newPassword", "新密码不能与原密码相同。", "The new password is the old one."));
        return await SetPassword(accountId, newPassword, mustChange: false, cancellation);
    }

    /// <inheritdoc/>
    public async Task<Refusal?> Reset(string accountId, string newPassword, CancellationToken cancellation = default)
    {
        if (await _store.ById(accountId, cancellation) is not { } stored) return Refusals.NotFound();
        if (stored.Account.Name is not { } name) return HasNoPassword();
        if (PasswordPolicy.Fault("password", newPassword, name) is { } weak) return Refusals.Malformed(weak);
        using var turn = await _tries.Take(name, cancellation);
        var refusal = await SetPassword(accountId, newPassword, mustChange: true, cancellation, clearsPhone: true);
        if (refusal is null) _throttle.Unlock(name); // Whoever was locked out by a stranger's tries gets in again.
        return refusal;
    }

    /// <inheritdoc/>
    public async Task<Refusal?> Disable(string accountId, CancellationToken cancellation = default)
    {
        var came = await _changes.Change(
            accountId, stored => stored with { Account = stored.Account with { Disabled = true } }, cancellation);
        if (came == Change.Unknown) return Refusals.NotFound();
        await _sessions.End(accountId, cancellation);
        return null;
    }

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

    /// <inheritdoc/>
    public Task EndSessions(string accountId, CancellationToken cancellation = default) =>
        _sessions.End(accountId, cancellation);

    /// <summary>The account was changed by another process: what is in memory is old.</summary>
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

    /// <summary>
    /// Null when the password is right and the account may sign in. Called in the name's turn: tries are
    /// counted one by one.
    /// </summary>
    private async Task<Refusal?> Proven(
        PasswordTry attempt, StoredAccount? stored, string password, Func<Refusal> wrong,
        CancellationToken cancellation)
    {
        if (_throttle.Enter(attempt) is var wait && wait > TimeSpan.Zero) return AccountRefusals.TooMany(wait);
        var (right, outdated) = await _passwords.Check(stored?.PasswordHash, password, cancellation);
        if (!right || stored!.Account.Disabled)
        {
            if (_throttle.WasWrong(attempt) >= PasswordThrottle.Alarming) _log.ManyWrongPasswords();
            return wrong();
        }
        _throttle.WasRight(attempt);
        if (outdated) await Rehash(stored, password, cancellation);
        return null;
    }

    /// <summary>Starts a session, and remembers the device for the next time.</summary>
    private async Task<SignIn.Started> Start(
        StoredAccount stored, Origin origin, Devices.Knowledge known, CancellationToken cancellation)
    {
        var session = await _sessions.Start(_sessions.Shown(stored), cancellation);
        return session with { Device = await _devices.Remember(stored.Account, origin, known.Device, cancellation) };
    }

    /// <summary>A hash by an older recipe is made anew while the password is at hand.</summary>
    private async Task Rehash(StoredAccount stored, string password, CancellationToken cancellation)
    {
        var hash = await _passwords.Hash(password, cancellation);
        await _changes.Change(stored.Account.Id,
            now => now.PasswordHash == stored.PasswordHash ? now with { PasswordHash = hash } : null, cancellation);
    }

    private static Refusal HasNoPassword() =>
        Refusals.WrongState("该账号使用手机验证码登录，没有密码。", "This account signs in by phone and has no password.");

    /// <summary>
    /// Called in the name's turn: no sign-in by the old password can start a session after the sessions were ended.
    /// </summary>
    private async Task<Refusal?> SetPassword(
        string accountId, string password, bool mustChange, CancellationToken cancellation, bool clearsPhone = false)
    {
        var hash = await _passwords.Hash(password, cancellation);
        var changedAt = _clock.GetUtcNow();
        var came = await _changes.Change(accountId, stored => stored with
        {
            Account = stored.Account with
            {
                MustChangePassword = mustChange, Phone = clearsPhone ? null : stored.Account.Phone,
            },
            PasswordHash = hash, PasswordChangedAt = changedAt,
        }, cancellation);
        if (came == Change.Unknown) return Refusals.NotFound();
        await _sessions.End(accountId, cancellation);
        return null;
    }
}
