using System.Text;
using OrleansRegistry.Infrastructure.Tokens;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Seals the secrets of generators with the registry's secret, each together with its account: nobody can make codes
/// from the database alone, and no secret can be moved to another account.
/// </summary>
/// <param name="options">Has the registry's secret, which is read at its first use.</param>
public sealed class AuthenticatorSeal(VerificationOptions options)
{
    private readonly Lazy<KeySecret> _secret = new(() => KeySecret.Of(options));

    /// <summary>Sealed, in Base64.</summary>
    public string Seal(byte[] secret, string accountId) => Convert.ToBase64String(
        _secret.Value.Seal(secret, Encoding.UTF8.GetBytes(accountId), KeySecret.Purpose.Authenticators));

    /// <summary>Opens what <see cref="Seal"/> made.</summary>
    public byte[] Open(string sealedSecret, string accountId) => _secret.Value.Open(
        Convert.FromBase64String(sealedSecret), Encoding.UTF8.GetBytes(accountId), KeySecret.Purpose.Authenticators);
}
