using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// The verification codes in use: six digits, each valid for the request that asked for it, one purpose, five minutes,
/// five attempts and one use. So somebody who guesses can only guess at an own request, and uses up nobody else's code.
/// Kept in memory only; after a restart the holder asks for another code. Safe for many callers.
/// </summary>
public sealed class SignInCodes(TimeProvider clock)
{
    /// <summary>How long a code is valid.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);

    /// <summary>Attempts, right or wrong, inclusive.</summary>
    public const int MaxTries = 5;

    private const int MaxCodes = 50_000;
    private const int IdBytes = 16;

    // Compared with the code for an unknown request, so that it takes as long as for any other.
    private static readonly byte[] _none = "------"u8.ToArray();

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Code> _codes = new(StringComparer.Ordinal);

    /// <summary>A right code that is used up now; give it back if its purpose was not reached.</summary>
    /// <param name="RequestId">The request.</param>
    /// <param name="Phone">The phone that received it.</param>
    /// <param name="Code">What <see cref="GiveBack"/> needs.</param>
    public sealed record Proof(string RequestId, string Phone, object Code);

    /// <summary>An id for a request, whether or not a code is made for it: 128 random bits.</summary>
    public static string NewRequestId() => "C-" + RandomNumberGenerator.GetHexString(2 * IdBytes);

    /// <summary>A new code for a request; null: too many codes are in use.</summary>
    public string? Make(string requestId, string phone, CodePurpose purpose)
    {
        var digits = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", null);
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (_codes.Count >= MaxCodes) Forget(now);
            if (_codes.Count >= MaxCodes) return null;
            _codes[requestId] = new Code(phone, purpose, Encoding.ASCII.GetBytes(digits), now + GoodFor);
            return digits;
        }
    }

    /// <summary>
    /// Uses up the code of a request if <paramref name="given"/> is right and for <paramref name="purpose"/>; null: it
    /// is not, or has expired.
    /// </summary>
    public Proof? Take(GivenCode given, CodePurpose purpose)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            var code = _codes.GetValueOrDefault(given.RequestId);
            var same = CryptographicOperations.FixedTimeEquals(
                code?.Digits ?? _none, Encoding.UTF8.GetBytes(given.Code));
            if (code is null) return null;
            if (!same || code.Purpose != purpose || now >= code.GoodUntil)
            {
                if (++code.Tries >= MaxTries || now >= code.GoodUntil) _codes.Remove(given.RequestId);
                return null;
            }
            _codes.Remove(given.RequestId);
            return new Proof(given.RequestId, code.Phone, code);
        }
    }

    /// <summary>The code may be used again, because its purpose was not reached. It counts as an attempt.</summary>
    public void GiveBack(Proof proof)
    {
        var code = (Code)proof.Code;
        lock (_gate)
        {
            if (++code.Tries < MaxTries) _codes.TryAdd(proof.RequestId, code);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (id, code) in _codes)
            if (now >= code.GoodUntil) _codes.Remove(id); // Allowed while enumerating.
    }

    private sealed class Code(string phone, CodePurpose purpose, byte[] digits, DateTimeOffset goodUntil)
    {
        public string Phone { get; } = phone;
        public CodePurpose Purpose { get; } = purpose;
        public byte[] Digits { get; } = digits;
        public DateTimeOffset GoodUntil { get; } = goodUntil;
        public int Tries { get; set; }
    }
}

/// <summary>The last codes that were sent, for Development alone, where codes need not be secret.</summary>
public sealed class CodesShown
{
    private const int Max = 20;
    private readonly Lock _gate = new();
    private ImmutableList<SentCode> _last = [];

    /// <summary>Newest first, 20 at most.</summary>
    public ImmutableArray<SentCode> Last
    {
        get { lock (_gate) return [.. _last]; }
    }

    /// <summary>Adds a code that was sent.</summary>
    public void Add(SentCode sent)
    {
        lock (_gate)
        {
            _last = _last.Insert(0, sent);
            if (_last.Count > Max) _last = _last.RemoveAt(Max);
        }
    }
}
