using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// The recovery codes in use: eight digits, each valid for its recovery, for ten minutes, five attempts and one use
/// (decisions 4). In memory only, up to a limit; after a restart the manager asks for another code. Safe for many
/// callers.
/// </summary>
public sealed class RecoveryGrants(TimeProvider clock)
{
    /// <summary>How long a code is valid.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    /// <summary>Attempts, right or wrong, inclusive.</summary>
    public const int MaxTries = 5;

    private const int MaxGrants = 10_000;
    private const int IdBytes = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Grant> _grants = new(StringComparer.Ordinal);

    /// <summary>What a right code proves.</summary>
    /// <param name="AccountId">The account.</param>
    /// <param name="PersonKey">The person to whom the account belongs.</param>
    /// <param name="By">The manager who was shown the code.</param>
    public sealed record Granted(string AccountId, string PersonKey, string By);

    /// <summary>A new code; an earlier one for the same account is no longer valid.</summary>
    public GivenCode Make(Granted granted)
    {
        var (id, code) = ("R-" + RandomNumberGenerator.GetHexString(2 * IdBytes),
            RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", null));
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            foreach (var (known, one) in _grants)
                if (one.Granted.AccountId == granted.AccountId || now >= one.GoodUntil)
                    _grants.Remove(known); // Allowed while enumerating.
            if (_grants.Count >= MaxGrants) _grants.Remove(_grants.MinBy(one => one.Value.GoodUntil).Key);
            _grants[id] = new Grant(granted, Encoding.ASCII.GetBytes(code), now + GoodFor);
        }
        return new GivenCode(id, code);
    }

    /// <summary>
    /// What a code proves, without using it up; null: it is wrong, or does not exist (any more). Counts as an attempt.
    /// </summary>
    public Granted? Look(string id, string code)
    {
        lock (_gate)
        {
            if (_grants.GetValueOrDefault(id) is not { } grant) return null;
            if (clock.GetUtcNow() >= grant.GoodUntil || ++grant.Tries > MaxTries)
            {
                _grants.Remove(id);
                return null;
            }
            return CryptographicOperations.FixedTimeEquals(grant.Code, Encoding.UTF8.GetBytes(code))
                ? grant.Granted : null;
        }
    }

    /// <summary>Uses up a code; false: another request has used it.</summary>
    public bool Use(string id)
    {
        lock (_gate) return _grants.Remove(id);
    }

    private sealed class Grant(Granted granted, byte[] code, DateTimeOffset goodUntil)
    {
        public Granted Granted { get; } = granted;
        public byte[] Code { get; } = code;
        public DateTimeOffset GoodUntil { get; } = goodUntil;
        public int Tries { get; set; }
    }
}
