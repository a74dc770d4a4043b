using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>Lost phones (decisions 4): proves the new phone. The binding decides when the account gets it.</summary>
public sealed partial class AccountDirectory
{
    private readonly RecoveryGrants _grants;

    /// <inheritdoc/>
    public Task<GivenCode> BeginRecovery(Account account, string by, CancellationToken cancellation = default) =>
        Task.FromResult(_grants.Make(new RecoveryGrants.Granted(account.Id, account.PersonKey!, by)));

    /// <inheritdoc/>
    public async Task<ProvenPhone> ProveRecovery(RecoveryProof given, CancellationToken cancellation = default)
    {
        if (_phones.Take(given.NewPhone, CodePurpose.ChangePhone) is not { } proof)
            return new ProvenPhone(AccountRefusals.WrongCodeField("codeNew"));
        var granted = _grants.Look(given.RecoveryId, given.Code);
        if (granted is null || !await IsNumberOf(granted.PersonKey, given.IdentityNumber, cancellation))
        {
            _phones.GiveBack(proof); // Another try takes no further code of the phone.
            return new ProvenPhone(AccountRefusals.RecoveryWrong());
        }
        if (await FaultOfPhone(granted.AccountId, proof.Phone, cancellation) is { } no) return new ProvenPhone(no);
        return _grants.Use(given.RecoveryId)
            ? new ProvenPhone(null, granted.AccountId, granted.PersonKey, proof.Phone, granted.By)
            : new ProvenPhone(AccountRefusals.RecoveryWrong());
    }

    /// <inheritdoc/>
    public async Task<ProvenPhone> ProveNewPhone(
        string accountId, GivenCode newPhone, CancellationToken cancellation = default)
    {
        if (_phones.Take(newPhone, CodePurpose.ChangePhone) is not { } proof)
            return new ProvenPhone(AccountRefusals.WrongCodeField("codeNew"));
        return await FaultOfPhone(accountId, proof.Phone, cancellation) is { } no ? new ProvenPhone(no)
            : new ProvenPhone(null, accountId, Phone: proof.Phone);
    }

    /// <inheritdoc/>
    public async Task MovePhone(string accountId, string phone, CancellationToken cancellation = default)
    {
        var came = await _changes.Change(accountId, stored => stored.Account.Phone == phone ? null
            : stored with { Account = stored.Account with { Phone = phone } }, cancellation);
        if (came == Change.Taken) _log.RecoveredPhoneTaken(accountId);
        if (came != Change.Done) return;
        await _sessions.End(accountId, cancellation);
        await _devices.Forget(accountId, id: null, cancellation);
    }

    /// <summary>
    /// Only a caller who has the phone gets this far, and learns nothing more than by signing in with it.
    /// </summary>
    private async Task<Refusal?> FaultOfPhone(string accountId, string phone, CancellationToken cancellation) =>
        await _store.ByPhone(phone, cancellation) is not { } owner ? null
        : owner.Account.Id == accountId ? AccountRefusals.SamePhone() : AccountRefusals.PhoneBound();

    private async ValueTask<bool> IsNumberOf(string personKey, string given, CancellationToken cancellation) =>
        IdentityNumberOf is { } ask && await ask(personKey, cancellation) is { } number
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(number.ToUpperInvariant()),
            Encoding.UTF8.GetBytes(given.Trim().ToUpperInvariant()));
}
