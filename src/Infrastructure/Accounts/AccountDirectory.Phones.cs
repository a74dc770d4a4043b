using System.Collections.Immutable;
using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>What codes to phones prove: signing in, opening an account, moving it to another phone.</summary>
public sealed partial class AccountDirectory
{
    /// <inheritdoc/>
    public async Task<string> SendCode(
        string phone, CodePurpose purpose, Origin origin, CancellationToken cancellation = default)
    {
        var known = origin.Device is not null && Phones.IsMobile(phone)
            && await _store.ByPhone(phone, cancellation) is { } stored
            && (await _devices.Of(stored.Account, origin, cancellation)).Device is not null;
        return await _phones.Send(phone, purpose, origin, known, cancellation);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<SentCode>> LastCodes(CancellationToken cancellation = default) =>
        Task.FromResult(_phones.Shown?.Last ?? []);

    /// <inheritdoc/>
    public async Task<SignIn> SignInByCode(GivenCode code, Origin origin, CancellationToken cancellation = default)
    {
        if (_phones.Take(code, CodePurpose.SignIn) is not { } proof) return new SignIn.No(AccountRefusals.WrongCode());
        if (await _store.ByPhone(proof.Phone, cancellation) is not { } stored || !SignsInByPhone(stored.Account))
            return new SignIn.No(AccountRefusals.WrongCode()); // The same answer: nobody learns whose phone it is.
        return await Enter(stored, proof, code, null, origin, cancellation);
    }

    /// <summary>
    /// Signs in to the account of a phone whose code was right: with the last six of the identity number, where the
    /// device is not known, and the generator's code of whoever has one. What is agreed to besides is kept.
    /// </summary>
    private async Task<SignIn> Enter(
        StoredAccount stored, SignInCodes.Proof proof, GivenCode given, AgreedVersions? agreed, Origin origin,
        CancellationToken cancellation)
    {
        var known = await _devices.Of(stored.Account, origin, cancellation);
        if (await FaultOfIdentity(stored.Account, known, given.IdentityLastSix, cancellation) is { } other)
        {
            _phones.GiveBack(proof); // The same once more, with the right six, takes no further code.
            return new SignIn.No(other);
        }
        if (stored.Account.SecondFactor)
        {
            if (given.Totp is null)
            {
                _phones.GiveBack(proof);
                return new SignIn.No(AccountRefusals.SecondFactor());
            }
            if (!await UseCode(stored.Account.Id, given.Totp, cancellation))
                return new SignIn.No(AccountRefusals.WrongTotp()); // The phone's code is used up: one guess a code.
        }
        else if (given.Totp is not null) return new SignIn.No(AccountRefusals.NoSecondFactor());
        if (agreed is not null)
            await _agreements.Add(stored.Account.Id, agreed.Items, _clock.GetUtcNow(), cancellation);
        return await Start(stored, origin, known, cancellation);
    }

    /// <inheritdoc/>
    public async Task<SignIn> OpenByPhone(
        GivenCode code, AgreedVersions agreed, Origin origin, CancellationToken cancellation = default)
    {
        if (Agreements.FaultOf(agreed.Items, Today) is { } unknown) return new SignIn.No(unknown);
        if (_phones.Take(code, CodePurpose.Register) is not { } proof)
            return new SignIn.No(AccountRefusals.WrongCodeField("code"));
        if (await _store.ByPhone(proof.Phone, cancellation) is { } known) return await SignedIn(known);
        if (FaultOfOpening(agreed) is { } missing)
        {
            _phones.GiveBack(proof); // Whoever has not agreed yet need not wait for another code.
            return new SignIn.No(missing);
        }
        var account = new Account(
            AccountChanges.NewId(), null, proof.Phone, Roles.Holder, null, Desks.None, null, false, false);
        var added = new StoredAccount(account, null, null);
        if (await _changes.Add(added, cancellation) is not null)
        {
            await _agreements.Add(account.Id, agreed.Items, _clock.GetUtcNow(), cancellation);
            return await Start(added, origin, default, cancellation) with { Opened = true };
        }
        // Somebody with the same phone opened it at the same instant.
        return await _store.ByPhone(proof.Phone, cancellation) is { } there
            ? await SignedIn(there) : new SignIn.No(AccountRefusals.PhoneBound());

        Task<SignIn> SignedIn(StoredAccount stored) => SignsInByPhone(stored.Account)
            ? Enter(stored, proof, code, agreed, origin, cancellation)
            : Task.FromResult<SignIn>(new SignIn.No(AccountRefusals.PhoneBound()));
    }

    /// <inheritdoc/>
    public async Task<Refusal?> ChangePhone(
        string accountId, GivenCode? old, GivenCode @new, CancellationToken cancellation = default)
    {
        if (await _store.ById(accountId, cancellation) is not { } stored) return Refusals.NotFound();
        if (await Frozen(accountId, cancellation) is { } frozen) return frozen;
        var has = stored.Account.Phone;
        if (has is not null && old is null) return AccountRefusals.WrongCodeField("codeOld");
        var proof = old is null ? null : _phones.Take(old, CodePurpose.ChangePhone);
        if (has is not null && proof?.Phone != has) return AccountRefusals.WrongCodeField("codeOld");
        if (_phones.Take(@new, CodePurpose.ChangePhone) is not { } moved)
        {
            if (proof is not null) _phones.GiveBack(proof);
            return AccountRefusals.WrongCodeField("codeNew");
        }
        if (moved.Phone == has) return AccountRefusals.SamePhone();
        var stale = false;
        var came = await _changes.Change(accountId, now =>
        {
            stale = now.Account.Phone != has;
            return stale ? null : now with { Account = now.Account with { Phone = moved.Phone } };
        }, cancellation);
        if (came == Change.Unknown) return Refusals.NotFound();
        if (stale) return AccountRefusals.WrongCodeField("codeOld"); // Moved by another request in between.
        if (came == Change.Taken) return AccountRefusals.PhoneBound();
        // Sessions opened with the old phone end (a thief's token, too), and devices are no longer known.
        await _sessions.End(accountId, cancellation);
        await _devices.Forget(accountId, id: null, cancellation);
        await Notify(accountId, AccountChange.Phone);
        return null;
    }

    /// <summary>
    /// True for natural persons only: an appointed account has a password, which a phone must not bypass.
    /// </summary>
    private static bool SignsInByPhone(Account account) => account is { Disabled: false, Roles: Roles.Holder };
}
