using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>The second factor of an account, and the proof that a session is still used by its owner.</summary>
public sealed partial class AccountDirectory
{
    /// <inheritdoc/>
    public async Task<AuthenticatorChange> BeginTotp(string accountId, CancellationToken cancellation = default)
    {
        if (await Frozen(accountId, cancellation) is { } frozen) return new AuthenticatorChange(frozen);
        var secret = TotpCodes.NewSecret();
        StoredAccount? known = null;
        var came = await _changes.Change(accountId, stored =>
        {
            known = stored;
            return stored.Account.SecondFactor ? null
                : stored with { Totp = new StoredTotp(_seal.Seal(secret, accountId), null, 0) };
        }, cancellation);
        return came == Change.Unknown ? new AuthenticatorChange(Refusals.NotFound())
            : known!.Account.SecondFactor ? new AuthenticatorChange(AccountRefusals.TotpInUse())
            : new AuthenticatorChange(null,
                new TotpEnrolment(TotpCodes.TextOf(secret), TotpCodes.UriOf(secret, known.Account.Name ?? accountId)));
    }

    /// <inheritdoc/>
    public async Task<AuthenticatorChange> ConfirmTotp(
        string accountId, string session, string code, CancellationToken cancellation = default)
    {
        if (await Frozen(accountId, cancellation) is { } frozen) return new AuthenticatorChange(frozen);
        var (codes, kept) = RecoveryCodes.New();
        var refusal = AccountRefusals.NoTotp();
        var came = await _changes.Change(accountId, stored =>
        {
            if (stored.Account.SecondFactor) return No(AccountRefusals.TotpInUse());
            if (stored.Totp is not { } begun) return null;
            var now = _clock.GetUtcNow();
            if (TotpCodes.StepOf(_seal.Open(begun.SealedSecret, accountId), code, now) is not { } step)
                return No(AccountRefusals.WrongTotpField("code"));
            refusal = null;
            return stored with
            {
                Account = stored.Account with { SecondFactor = true },
                Totp = begun with { ConfirmedAt = now, LastStep = step },
                RecoveryCodes = kept,
            };
        }, cancellation);
        if (came == Change.Unknown) return new AuthenticatorChange(Refusals.NotFound());
        if (refusal is not null) return new AuthenticatorChange(refusal);
        await _sessions.EndOthers(accountId, session, cancellation);
        await Notify(accountId, AccountChange.SecondFactor);
        return new AuthenticatorChange(null, null, codes);

        StoredAccount? No(Refusal because)
        {
            refusal = because;
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<Refusal?> RemoveTotp(
        string accountId, string session, CancellationToken cancellation = default)
    {
        if (await Frozen(accountId, cancellation) is { } frozen) return frozen;
        var came = await _changes.Change(accountId, stored => stored.Totp is null ? null : stored with
        {
            Account = stored.Account with
            {
                SecondFactor = false,
                MustChangePassword = stored.Account.MustChangePassword || stored.ShortPassword,
            },
            Totp = null,
            RecoveryCodes = null,
        }, cancellation);
        if (came == Change.Unknown) return Refusals.NotFound();
        await _sessions.EndOthers(accountId, session, cancellation);
        if (came == Change.Done) await Notify(accountId, AccountChange.SecondFactorRemoved);
        return null;
    }

    /// <inheritdoc/>
    public async Task<AuthenticatorChange> NewRecoveryCodes(
        string accountId, CancellationToken cancellation = default)
    {
        if (await Frozen(accountId, cancellation) is { } frozen) return new AuthenticatorChange(frozen);
        var (codes, kept) = RecoveryCodes.New();
        var has = false;
        var came = await _changes.Change(accountId, stored =>
        {
            has = stored.Account.SecondFactor;
            return has ? stored with { RecoveryCodes = kept } : null;
        }, cancellation);
        if (has) await Notify(accountId, AccountChange.RecoveryCodes);
        return came == Change.Unknown ? new AuthenticatorChange(Refusals.NotFound())
            : has ? new AuthenticatorChange(null, null, codes) : new AuthenticatorChange(AccountRefusals.NoTotp());
    }

    /// <inheritdoc/>
    public async Task<Refusal?> ReAuthenticate(
        string accountId, string session, string? password, string? totp, CancellationToken cancellation = default)
    {
        var (proof, refusal) = await PrepareProof(accountId, password, cancellation);
        return refusal ?? await ReAuthenticate(accountId, session, proof, totp, cancellation);
    }

    /// <summary>
    /// The first half, on the silo that got the request: whether the password, if given, is the account's.
    /// </summary>
    public async Task<Result<PasswordProof?>> PrepareProof(
        string accountId, string? password, CancellationToken cancellation = default)
    {
        if (password is null) return (PasswordProof?)null;
        if (await _store.ById(accountId, cancellation) is not { } stored) return Refusals.NotFound();
        if (stored.Account.Name is not { } name) return HasNoPassword();
        if (Waits(_throttle.WaitOf(InSession(name))) is { } wait) return wait;
        var (right, _) = await _passwords.Check(stored.PasswordHash, password, cancellation);
        return new PasswordProof(name, accountId, right ? stored.PasswordHash : null);
    }

    /// <summary>
    /// The second half, on the silo of the account directory: counts the attempt, and marks the session as proven.
    /// </summary>
    public async Task<Refusal?> ReAuthenticate(
        string accountId, string session, PasswordProof? proof, string? totp, CancellationToken cancellation = default)
    {
        if (await _store.ById(accountId, cancellation) is not { } stored) return Refusals.NotFound();
        var name = stored.Account.Name ?? accountId;
        using var turn = await _tries.Take(KeyOf(name), cancellation);
        if (proof is not null)
        {
            static Refusal WrongPassword() => Refusals.Malformed(
                Refusals.Fault("password", "密码不正确。", "The password is wrong."));
            if (await Proven(InSession(name), proof, stored, WrongPassword, cancellation) is { } refusal)
                return refusal;
        }
        else
        {
            if (Waits(_throttle.Enter(InSession(name))) is { } wait) return wait;
            if (!stored.Account.SecondFactor) return AccountRefusals.NoTotp();
            if (!await UseCode(accountId, totp!, cancellation))
                return Wrong(InSession(name), () => AccountRefusals.WrongTotpField("totp"));
        }
        _throttle.WasRight(InSession(name));
        await _sessions.Prove(session, accountId, cancellation);
        return null;
    }

    /// <summary>
    /// True when the code is one of the generator for a later step than the last one used, or an unused recovery code;
    /// it is used up.
    /// </summary>
    private async Task<bool> UseCode(string accountId, string given, CancellationToken cancellation)
    {
        var used = false;
        await _changes.Change(accountId, stored =>
        {
            if (stored.Totp is not { ConfirmedAt: not null } totp) return null;
            var step = TotpCodes.StepOf(_seal.Open(totp.SealedSecret, accountId), given, _clock.GetUtcNow());
            if (step > totp.LastStep)
            {
                used = true;
                return stored with { Totp = totp with { LastStep = step.Value } };
            }
            if (RecoveryCodes.Without(stored.RecoveryCodes, given) is not { } left) return null;
            used = true;
            return stored with { RecoveryCodes = left.Length == 0 ? null : left };
        }, cancellation);
        return used;
    }
}
