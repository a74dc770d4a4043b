using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// The verification codes that are out: six digits, good for five minutes, five tries and one use. Kept in memory only;
/// after a restart the holder asks for another one. Safe for many callers.
/// </summary>
public sealed class SignInCodes(TimeProvider clock)
{
    /// <summary>How long a code is good.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);

    /// <summary>Tries, right or wrong, inclusive.</summary>
    public const int MaxTries = 5;

    private const int MaxCodes = 50_000;

    // What an unknown phone's try is compared with, so that it takes as long as any other.
    private static readonly byte[] _none = "------"u8.ToArray();

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Code> _codes = new(StringComparer.Ordinal);

    /// <summary>A code that was proven and is now used up; give it back if nothing came of it.</summary>
    public sealed record Proof(string Phone, object Code);

    /// <summary>A new code for <paramref name="phone"/>, in place of an older one; null: too many are out.</summary>
    public string? Make(string phone)
    {
        var digits = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", null);
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (_codes.Count >= MaxCodes) Forget(now);
            if (_codes.Count >= MaxCodes && !_codes.ContainsKey(phone)) return null;
            _codes[phone] = new Code(Encoding.ASCII.GetBytes(digits), now + GoodFor);
            return digits;
        }
    }

    /// <summary>
    /// Uses up the code of <paramref name="phone"/> if <paramref name="given"/> is right; null: it is not, or too late.
    /// </summary>
    public Proof? Take(string phone, string given)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            var code = _codes.GetValueOrDefault(phone);
            var same = CryptographicOperations.FixedTimeEquals(code?.Digits ?? _none, Encoding.UTF8.GetBytes(given));
            if (code is null) return null;
            if (!same || now >= code.GoodUntil)
            {
                if (++code.Tries >= MaxTries || now >= code.GoodUntil) _codes.Remove(phone);
                return null;
            }
            _codes.Remove(phone);
            return new Proof(phone, code);
        }
    }

    /// <summary>
    /// The code may be used again: what it was proven for did not happen. A newer code stays in its place.
    /// </summary>
    public void GiveBack(Proof proof)
    {
        var code = (Code)proof.Code;
        lock (_gate)
        {
            if (++code.Tries < MaxTries) _codes.TryAdd(proof.Phone, code);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (phone, code) in _codes)
            if (now >= code.GoodUntil) _codes.Remove(phone); // Allowed while enumerating.
    }

    private sealed class Code(byte[] digits, DateTimeOffset goodUntil)
    {
        public byte[] Digits { get; } = digits;
        public DateTimeOffset GoodUntil { get; } = goodUntil;
        public int Tries { get; set; }
    }
}
