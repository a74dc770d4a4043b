using System.Security.Cryptography;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// The first password of an account that was opened or reset: 16 characters that cannot be mistaken for each other,
/// shown once.
/// </summary>
public static class OneTimeCode
{
    /// <summary>How long it is valid.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(72);

    private const string Characters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
    private const int Length = 16;

    /// <summary>A new one: more than 90 random bits.</summary>
    public static string New() => RandomNumberGenerator.GetString(Characters, Length);
}
