using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Signing in by password and changing it, in two halves: the silo that got the request hashes (<see cref="Check"/>,
/// <see cref="Hash"/>); the one account directory of the cluster counts attempts and decides.
/// </summary>
public sealed partial class AccountDirectory
{
    /// <inheritdoc/>
    public async Task<SignIn> SignInByPassword(
        PasswordSignIn given, Origin origin, CancellationToken cancellation = default) =>
        await MayTry(given.Name, origin, cancellation) is { } wait ? new SignIn.No(wait)
            : await Disclose(await Check(given.Name, given.Password, cancellation), given.Totp, origin, cancellation);

    /// <summary>
    /// The refusal that says how long to wait; null: the attempt is allowed. Asked before anything is hashed, so that a
    /// flood of guesses does not use up the processors. Nothing is counted yet.
    /// </summary>
    public async Task<Refusal?> MayTry(string name, Origin origin, CancellationToken cancellation = default)
    {
        var account = AccountChanges.NameFault(name) is null ? await ByNameOrId(name, cancellation) : null;
        var (attempt, _) = await TryOf(name, account?.Account, origin, cancellation);
        return Waits(_throttle.WaitOf(attempt));
    }

    /// <summary>
    /// Whether the password is right for the account with that name. The result must not be disclosed yet.
    /// </summary>
    public async Task<PasswordProof> Check(string name, string password, CancellationToken cancellation = default)
    {
        // There is no such account, or it has no password: checking takes as long all the same.
        var stored = AccountChanges.NameFault(name) is null && password.Length <= PasswordPolicy.MaxLength
            ? await ByNameOrId(name, cancellation) : null;
        var (right, outdated) = await _passwords.Check(stored?.PasswordHash, password, cancellation);
        var renewed = right && outdated ? await _passwords.Hash(password, cancellation) : null;
        return new PasswordProof(name, stored?.Account.Id, right ? stored!.PasswordHash : null, renewed);
    }

    /// <summary>The hash of a password that the policy has accepted.</summary>
    public async Task<HashedPassword> Hash(string password, CancellationToken cancellation = default) =>
        new(await _passwords.Hash(password, cancellation), PasswordPolicy.IsShort(password));

    /// <summary>
    /// The result of a sign-in whose password was checked, after the waiting time: a refusal or a session. An account
    /// with a second factor needs that, too; a right password without it counts neither as wrong nor as right.
    /// </summary>
    public async Task<SignIn> Disclose(
        PasswordProof proof, string? totp, Origin origin, CancellationToken cancellation = default)
    {
        using var turn = await _tries.Take(KeyOf(proof.Name), cancellation);
        var stored = proof.AccountId is { } id ? await _store.ById(id, cancellation) : null;
        var (attempt, known) = await TryOf(proof.Name, stored?.Account, origin, cancellation);
        if (await Proven(attempt, proof, stored, AccountRefusals.WrongPassword, cancellation) is { } refusal)
            return new SignIn.No(refusal);
        if (stored!.Account.SecondFactor)
        {
            if (totp is null)
            {
                _throttle.GiveBack(attempt); // The same once more, with the code, must not wait.
                return new SignIn.No(AccountRefusals.SecondFactor());
            }
            if (Waits(_guesses.WaitOf(stored.Account.Id, attempt)) is { } wait) return new SignIn.No(wait);
            if (!await UseCode(stored.Account.Id, totp, cancellation))
            {
                _guesses.WasWrong(stored.Account.Id, attempt);
                return new SignIn.No(Wrong(attempt, AccountRefusals.WrongTotp));
            }
        }
        else if (totp is not null) return new SignIn.No(AccountRefusals.NoSecondFactor());
        _throttle.WasRight(attempt);
        return await Start(stored, origin, known, cancellation);
    }

    /// <summary>
    /// Changes the password. Every session of the account ends, including the caller's; the next sign-in is with the
    /// new password.
    /// </summary>
    public async Task<Refusal?> ChangePassword(
        string accountId, string oldPassword, string newPassword, CancellationToken cancellation = default)
    {
        var (proof, changed, fault) = await PrepareChange(accountId, oldPassword, newPassword, cancellation);
        return proof is null ? fault : await ChangePassword(accountId, proof, changed, cancellation) ?? fault;
    }

    /// <summary>
    /// The first half, on the silo that got the request; what is wrong with the new password is reported later.
    /// </summary>
    public async Task<(PasswordProof? Proof, HashedPassword? Changed, Refusal? Fault)> PrepareChange(
        string accountId, string oldPassword, string newPassword, CancellationToken cancellation = default)
    {
        if (await _store.ById(accountId, cancellation) is not { } seen) return (null, null, Refusals.NotFound());
        if (seen.Account.Name is not { } name) return (null, null, HasNoPassword());
        if (Waits(_throttle.WaitOf(InSession(name))) is { } wait) return (null, null, wait);
        var (right, _) = await _passwords.Check(seen.PasswordHash, oldPassword, cancellation);
        var proof = new PasswordProof(name, accountId, right ? seen.PasswordHash : null);
        var fault = PasswordPolicy.Fault("newPassword", newPassword, name, seen.Account.SecondFactor)
            ?? (newPassword == oldPassword
                ? Refusals.Fault("newPassword", "新密码不能与原密码相同。", "The new password is the old one.") : null);
        return fault is not null ? (proof, null, Refusals.Malformed(fault))
            : (proof, right ? await Hash(newPassword, cancellation) : null, null);
    }

    /// <summary>
    /// The second half, on the silo of the account directory; without a new password it only says whether the old one
    /// was right.
    /// </summary>
    public async Task<Refusal?> ChangePassword(
        string accountId, PasswordProof proof, HashedPassword? changed, CancellationToken cancellation = default)
    {
        using var turn = await _tries.Take(KeyOf(proof.Name), cancellation);
        static Refusal WrongOld() => Refusals.Malformed(
            Refusals.Fault("oldPassword", "原密码不正确。", "The old password is wrong."));
        var stored = await _store.ById(accountId, cancellation);
        if (await Proven(InSession(proof.Name), proof, stored, WrongOld, cancellation) is { } refusal) return refusal;
        _throttle.WasRight(InSession(proof.Name));
        if (changed is null) return null;
        if (await Frozen(accountId, cancellation) is { } frozen) return frozen;
        return await SetPassword(
            accountId, changed, account => account with { MustChangePassword = false }, cancellation)
            ?? await Notified(accountId, AccountChange.Password);
    }

    /// <summary>
    /// Called while holding the lock of the name, so that attempts are counted one by one. The proof is valid as long
    /// as the account has the password for which it was made.
    /// </summary>
    private async Task<Refusal?> Proven(
        PasswordTry attempt, PasswordProof proof, StoredAccount? stored, Func<Refusal> wrong,
        CancellationToken cancellation)
    {
        if (Waits(_throttle.Enter(attempt)) is { } wait) return wait;
        if (proof.Hash is null || stored is not { Account.Disabled: false } || stored.PasswordHash != proof.Hash
            || stored.OneTimeUntil <= _clock.GetUtcNow() || await IsClosed(stored.Account, cancellation))
            return Wrong(attempt, wrong);
        if (proof.NewHash is { } renewed)
        {
            await _changes.Change(stored.Account.Id, now => now.PasswordHash == proof.Hash
                ? now with { PasswordHash = renewed } : null, cancellation);
        }
        return null;
    }

    private Refusal Wrong(PasswordTry attempt, Func<Refusal> wrong)
    {
        if (_throttle.WasWrong(attempt) >= PasswordThrottle.Alarming) _log.ManyWrongPasswords();
        return wrong();
    }

    private static Refusal? Waits(TimeSpan wait) => wait > TimeSpan.Zero ? AccountRefusals.TooMany(wait) : null;

    /// <summary>An attempt to sign in, with what the account knows of its origin.</summary>
    private async Task<(PasswordTry Attempt, Devices.Knowledge Known)> TryOf(
        string name, Account? account, Origin origin, CancellationToken cancellation)
    {
        var known = await _devices.Of(account, origin, cancellation);
        return (new PasswordTry(name, Networks.Of(origin.Address), known.Device?.Id,
            known.KnowsNetwork || origin.Unlimited), known);
    }

    /// <summary>Counted separately: guesses in a stolen session do not slow down the sign-in.</summary>
    private static PasswordTry InSession(string name) => new(name, "change", Device: null, KnowsNetwork: true);

    /// <summary>If several accounts have one name, all but the one that keeps it sign in by their id.</summary>
    private async Task<StoredAccount?> ByNameOrId(string name, CancellationToken cancellation) =>
        await _store.ByName(name, cancellation)
            ?? (await _store.ById(name, cancellation) is { Account.Name: { } called } stored
                && (await _store.ByName(called, cancellation))?.Account.Id != stored.Account.Id ? stored : null);

    /// <summary>
    /// Called while holding the lock of the name, so that no sign-in with the old password can open a session after the
    /// sessions were ended.
    /// </summary>
    private async Task<Refusal?> SetPassword(
        string accountId, HashedPassword password, Func<Account, Account> with, CancellationToken cancellation,
        bool clearsAuthenticators = false)
    {
        var changedAt = _clock.GetUtcNow();
        var came = await _changes.Change(accountId, stored => (clearsAuthenticators ? Cleared(stored) : stored) with
        {
            Account = with(clearsAuthenticators ? Cleared(stored).Account : stored.Account),
            PasswordHash = password.Hash,
            PasswordChangedAt = changedAt,
            ShortPassword = password.IsShort,
            OneTimeUntil = password.OneTimeUntil,
        }, cancellation);
        if (came == Change.Unknown) return Refusals.NotFound();
        await _sessions.End(accountId, cancellation);
        return null;
    }

    private static StoredAccount Cleared(StoredAccount stored) => stored with
    {
        Account = stored.Account with { Phone = null, SecondFactor = false },
        Totp = null,
        RecoveryCodes = null,
    };

    private static string KeyOf(string name) => name.ToLowerInvariant();

    private static Refusal HasNoPassword() =>
        Refusals.WrongState("该账号使用手机验证码登录，没有密码。", "This account signs in by phone and has no password.");
}
