using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Ten codes that can be used instead of the generator, once each. They have 80 random bits, so that a plain hash is
/// safe enough to be stored.
/// </summary>
public static class RecoveryCodes
{
    /// <summary>How many codes are made.</summary>
    public const int Count = 10;

    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Length = 16, GroupLength = 4;

    /// <summary>New codes, and what is stored of them: their hashes, with spaces between them.</summary>
    public static (ImmutableArray<string> Codes, string Kept) New()
    {
        var codes = Enumerable.Range(0, Count).Select(_ => NewCode()).ToImmutableArray();
        return (codes, string.Join(' ', codes.Select(HashOf)));
    }

    /// <summary>The stored hashes without that of <paramref name="given"/>; null: it is none of them.</summary>
    public static string? Without(string? kept, string given)
    {
        if (kept is null || given.Length > 2 * Length) return null;
        var hashes = kept.Split(' ');
        var hash = HashOf(given);
        return hashes.Contains(hash) ? string.Join(' ', hashes.Where(one => one != hash)) : null;
    }

    private static string NewCode() =>
        string.Join('-', RandomNumberGenerator.GetString(Characters, Length)
            .Chunk(GroupLength).Select(group => new string(group)));

    /// <summary>The hash of a code however it was typed: case, spaces and hyphens are ignored.</summary>
    private static string HashOf(string code)
    {
        var plain = code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain.ToUpperInvariant())));
    }
}
