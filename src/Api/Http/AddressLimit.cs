using System.Net;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// So many requests a minute from one address (<see cref="EvenRate{TKey}"/>). An IPv6 network of 64 bits counts as one
/// address, as one subscriber has all of it; and as whoever rents a machine is given 65,536 of them, all below the same
/// 48 bits have together what <see cref="OfWide"/> addresses have (docs/adr/0173). The number of addresses is bounded;
/// when it is full of busy ones, further addresses are refused. Safe for many callers; each process counts for itself.
/// This machine itself counts like any other, but in Development (<see cref="CallerAddress"/>).
/// </summary>
public sealed class AddressLimit
{
    /// <summary>
    /// Requests a minute without a setting: enough for an officer who scans, and for a garage that checks 3,000
    /// vehicles.
    /// </summary>
    public const int DefaultAMinute = 6000;

    /// <summary>As many addresses have together what an IPv6 network of 48 bits has.</summary>
    public const int OfWide = 8;

    private const ulong FirstSixBytes = 0x0000_FFFF_FFFF_FFFF; // Of eight, the first of which is the lowest.

    private readonly EvenRate<(Scope Scope, ulong Network)> _rate;
    private readonly long _cost;

    /// <summary><paramref name="aMinute"/> requests, at least 1; null: no limit.</summary>
    public AddressLimit(int? aMinute, TimeProvider clock)
    {
        if (aMinute is { } max) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        _rate = new EvenRate<(Scope, ulong)>(clock);
        _cost = aMinute is { } number ? _rate.CostOf(number) : 0;
    }

    /// <summary>So many a minute by the machine's clock; 0: no limit.</summary>
    public static AddressLimit Of(int aMinute) => new(aMinute == 0 ? null : aMinute, TimeProvider.System);

    /// <summary>
    /// Counts a request; null: it is within the share. Otherwise how long until it would be, and nothing is counted.
    /// </summary>
    public TimeSpan? WaitOf(HttpContext http) =>
        CallerAddress.IsThisMachine(http) || TryTake(http.Connection.RemoteIpAddress, out var wait) ? null : wait;

    /// <summary>
    /// Counts one for the address; false: its share is used up, and nothing is counted. A null address (a connection
    /// without one) is never limited.
    /// </summary>
    public bool TryTake(IPAddress? address) => TryTake(address, out _);

    private bool TryTake(IPAddress? address, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (_cost == 0 || address is null) return true;
        var (isV6, network) = NetworkOf(address);
        var own = (isV6 ? Scope.V6 : Scope.V4, network);
        if (!_rate.TryTake(own, _cost, ref wait)) return false;
        if (!isV6 || _rate.TryTake((Scope.WideV6, network & FirstSixBytes), Math.Max(1, _cost / OfWide), ref wait))
            return true;
        _rate.GiveBack(own, _cost);
        return false;
    }

    /// <summary>An IPv4 address by itself; of IPv6 the first 64 bits.</summary>
    internal static (bool IsV6, ulong Network) NetworkOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        if (length == 4) return (false, BitConverter.ToUInt32(bytes));
        return address.IsIPv4MappedToIPv6
            ? (false, BitConverter.ToUInt32(bytes[12..]))
            : (true, BitConverter.ToUInt64(bytes));
    }

    private enum Scope
    {
        V4 = 0,
        V6 = 1,
        WideV6 = 2,
    }
}

/// <summary>Marks the routes with an <see cref="AddressLimit"/>, for the OpenAPI document.</summary>
internal sealed class AddressLimited
{
    public static AddressLimited Marker { get; } = new();
}
