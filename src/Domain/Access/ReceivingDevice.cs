using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Domain.Access;

/// <summary>
/// What a certificate on a phone is bound to: the token of the device, or the session by which it was received.
/// </summary>
public static class ReceivingDevice
{
    private const int Letters = 22;

    /// <summary>A name for a device's or a session's token that cannot be used to sign in.</summary>
    public static string NameOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"device {token}")))[..Letters];
}
