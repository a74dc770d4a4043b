using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Api.Http;

/// <summary>What a certificate on a phone is bound to: the session by which it was received.</summary>
internal static class Devices
{
    private const int Letters = 22;

    /// <summary>Names the caller's session, and opens nothing.</summary>
    public static string NameOf(Caller caller) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"device {caller.Session}")))[..Letters];
}
