using System.Net;
using System.Net.Sockets;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>The network of an address, for counting.</summary>
public static class Networks
{
    private const int MaxLength = 64;

    /// <summary>
    /// For IPv4 the address itself; for IPv6 the first 64 bits, because whoever has one address has all others with
    /// these bits.
    /// </summary>
    public static string Of(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed))
            return address.Length <= MaxLength ? address : address[..MaxLength];
        if (parsed.IsIPv4MappedToIPv6) parsed = parsed.MapToIPv4();
        return parsed.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPAddress([.. parsed.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]) + "/64"
            : parsed.ToString();
    }
}
