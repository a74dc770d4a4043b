using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// A phone number may have been given to somebody else, and a phone may be stolen. So whoever signs in to a person's
/// account from an unknown device must also give the last six characters of the person's identity number (decisions 4).
/// As a device is known for 90 days, this is always asked of a phone that was not used to sign in for longer.
/// </summary>
public sealed partial class AccountDirectory
{
    /// <summary>After so many wrong answers the account loses the phone, inclusive.</summary>
    private const int MaxWrongIdentities = 3;

    private const int LastSix = 6;
    private const int HalfOfWrongIdentities = 50_000;
    private readonly Lock _identityGate = new();
    private readonly RecentKeys<string, int> _wrongIdentities = new(HalfOfWrongIdentities);

    /// <summary>Gives the identity number of a person; null where there are no persons to ask for.</summary>
    public Func<string, CancellationToken, ValueTask<string?>>? IdentityNumberOf { get; init; }

    /// <summary>
    /// The refusal if the code to the phone is not enough; null: it is. After three wrong answers the account loses the
    /// phone: its holder opens another account and proves the identity anew, as must whoever has the phone now.
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
