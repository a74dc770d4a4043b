using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// A number may have been given to somebody else, and a phone may be in a thief's hands: who signs in to the account of
/// a person from a device that it does not know also gives the last six characters of the person's identity number
/// (decisions 4). As a device is known for 90 days, a phone by which nobody signed in for longer is asked in any case.
/// </summary>
public sealed partial class AccountDirectory
{
    /// <summary>Wrong answers after which the phone is the account's no longer, inclusive.</summary>
    private const int MaxWrongIdentities = 3;

    private const int LastSix = 6;
    private const int HalfOfWrongIdentities = 50_000;
    private readonly Lock _identityGate = new();
    private readonly RecentKeys<string, int> _wrongIdentities = new(HalfOfWrongIdentities);

    /// <summary>The identity number of a person; null where a directory has no persons to ask for.</summary>
    public Func<string, CancellationToken, ValueTask<string?>>? IdentityNumberOf { get; init; }

    /// <summary>
    /// Null, or why the code of the phone is not enough. After three wrong answers the phone leaves the account: its
    /// holder opens another one and proves the identity anew, and so does whoever has the phone now.
    /// </summary>
    private async Task<Refusal?> FaultOfIdentity(
        Account account, Devices.Knowledge known, string? given, CancellationToken cancellation)
    {
        if (known.Device is not null || account.PersonKey is not { } person || IdentityNumberOf is not { } ask
            || await ask(person, cancellation) is not { Length: > LastSix } number) return null;
        if (given is null) return AccountRefusals.IdentityAsked();
        if (IsEndOf(number, given))
        {
            lock (_identityGate) _wrongIdentities.Remove(account.Id);
            return null;
        }
        if (CountWrong(account.Id) < MaxWrongIdentities) return AccountRefusals.IdentityWrong();
        _log.PhoneTakenAway(account.Id);
        await _changes.Change(account.Id, stored => stored.Account.Phone != account.Phone ? null
            : stored with { Account = stored.Account with { Phone = null } }, cancellation);
        await _sessions.End(account.Id, cancellation);
        return AccountRefusals.IdentityToBeProven();
    }

    private int CountWrong(string accountId)
    {
        lock (_identityGate)
        {
            var wrong = (_wrongIdentities.TryGet(accountId, out var before) ? before : 0) + 1;
            if (wrong < MaxWrongIdentities) _wrongIdentities.Set(accountId, wrong);
            else _wrongIdentities.Remove(accountId);
            return wrong;
        }
    }

    private static bool IsEndOf(string number, string given) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(number[^LastSix..].ToUpperInvariant()),
        Encoding.UTF8.GetBytes(given.Trim().ToUpperInvariant()));
}
