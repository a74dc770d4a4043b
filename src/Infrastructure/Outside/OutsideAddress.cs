using System.Net;
using System.Net.Sockets;

namespace OrleansRegistry.Infrastructure.Outside;

/// <summary>Which addresses this program may call.</summary>
public static class OutsideAddress
{
    /// <summary>Addresses at which clouds offer their machines' secrets and that are not link-local.</summary>
    private static readonly IPAddress[] _metadata =
        [IPAddress.Parse("100.100.100.200"), IPAddress.Parse("fd00:ec2::254")];

    private static readonly IPNetwork[] _never =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),
        IPNetwork.Parse("::/128"), IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("fec0::/10"), IPNetwork.Parse("ff00::/8"),
    ];

    /// <summary>In this network, an IPv6 address has an IPv4 address in its last four bytes (RFC 6052).</summary>
    private static readonly IPNetwork _translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>
    /// True: this machine itself; or, for an encrypted call, an address outside the network's own infrastructure.
    /// </summary>
    public static bool MayBeCalled(IPAddress address, bool encrypted)
    {
        var plain = Plain(address);
        if (IPAddress.IsLoopback(plain)) return true;
        return encrypted && !_metadata.Contains(plain) && !_never.Any(network => network.Contains(plain));
    }

    private static IPAddress Plain(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return _translated.Contains(new IPAddress(bytes)) ? new IPAddress(bytes[12..]) : new IPAddress(bytes);
    }
}
