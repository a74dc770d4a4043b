using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// The recovery codes that are out: eight digits, each good for its recovery, ten minutes, five tries and one use
/// (decisions 4). In memory only, bounded; after a restart the manager asks for another one. Safe for many callers.
/// </summary>
public sealed class RecoveryGrants(TimeProvider clock)
{
    /// <summary>How long a code is good.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    /// <summary>Tries, right or wrong, inclusive.</summary>
    public const int MaxTries = 5;

    private const int MaxGrants = 10_000;
    private const int IdBytes = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Grant> _grants = new(StringComparer.Ordinal);

    /// <summary>What a right code stands for.</summary>
    /// <param name="AccountId">The account.</param>
    /// <param name="PersonKey">The person whose it is.</param>
    /// <param name="By">The manager who was shown the code.</param>
    public sealed record Granted(string AccountId, string PersonKey, string By);

    /// <summary>A new code; a former one for the same account is good no longer.</summary>
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
    /// What a code stands for, without using it up; null: it is wrong, or not there (any more). Counts as a try.
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

    /// <summary>Uses a code up; false: another request has.</summary>
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
