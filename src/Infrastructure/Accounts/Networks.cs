using System.Net;
using System.Net.Sockets;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>Which network an address belongs to, as far as counting goes.</summary>
public static class Networks
{
    private const int MaxLength = 64;

    /// <summary>
    /// An IPv4 address by itself; of IPv6 the first 64 bits, as whoever has one address has the network below it.
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
