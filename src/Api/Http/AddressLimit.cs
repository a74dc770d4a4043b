using System.Collections.Concurrent;
using System.Net;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// Limits the requests a minute from one address: the whole share can be used at once, then it is refilled evenly. One
/// number is stored for an address: when what was used will be refilled (the generic cell rate algorithm). An IPv6
/// network of 64 bits counts as one address, as one subscriber has all of it. The number of addresses is limited; when
/// all stored ones are busy, further addresses are refused. Safe for many callers; each process counts for itself. This
/// machine itself counts like any other, except in Development (<see cref="CallerAddress"/>).
/// </summary>
public sealed class AddressLimit
{
    /// <summary>
    /// Requests a minute without a setting: enough for an officer who scans, and for a garage that checks 3,000
    /// vehicles.
    /// </summary>
    public const int DefaultAMinute = 6000;

    private const int MaxAddresses = 100_000;
    private readonly TimeProvider _clock;
    private readonly long _minute, _each;
    private readonly ConcurrentDictionary<(bool IsV6, ulong Network), PaidOff> _busy = new();
    private long _count, _lookAfter;

    /// <summary><paramref name="aMinute"/> requests, at least 1; null: no limit.</summary>
    public AddressLimit(int? aMinute, TimeProvider clock)
    {
        if (aMinute is { } max) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        _clock = clock;
        _minute = 60 * clock.TimestampFrequency;
        _each = aMinute is { } number ? Math.Max(1, _minute / number) : 0;
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
        if (_each == 0 || address is null) return true;
        var now = _clock.GetTimestamp();
        var key = KeyOf(address);
        if (!_busy.TryGetValue(key, out var paidOff))
        {
            if (Volatile.Read(ref _count) >= MaxAddresses && !Forget(now))
            {
                wait = TimeSpan.FromSeconds(1); // Then it is looked again for those that have paid off.
                return false;
            }
            paidOff = _busy.GetOrAdd(key, _ => { Interlocked.Increment(ref _count); return new PaidOff(); });
        }
        while (true)
        {
            var until = Volatile.Read(ref paidOff.Value);
            var next = Math.Max(until, now) + _each;
            if (next - now > _minute)
            {
                wait = TimeSpan.FromSeconds((next - now - _minute) / (double)_clock.TimestampFrequency);
                return false;
            }
            if (Interlocked.CompareExchange(ref paidOff.Value, next, until) == until) return true;
        }
    }

    private static (bool, ulong) KeyOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        if (length == 4) return (false, BitConverter.ToUInt32(bytes));
        return address.IsIPv4MappedToIPv6
            ? (false, BitConverter.ToUInt32(bytes[12..]))
            : (true, BitConverter.ToUInt64(bytes));
    }

    /// <summary>
    /// Removes addresses whose share is full again; at most once a second, because it looks at all of them. False: all
    /// are busy.
    /// </summary>
    private bool Forget(long now)
    {
        var after = Volatile.Read(ref _lookAfter);
        if (now < after || Interlocked.CompareExchange(ref _lookAfter, now + _clock.TimestampFrequency, after) != after)
            return false;
        foreach (var (key, paidOff) in _busy)
            if (Volatile.Read(ref paidOff.Value) <= now && _busy.TryRemove(key, out _))
                Interlocked.Decrement(ref _count);
        return Volatile.Read(ref _count) < MaxAddresses;
    }

    private sealed class PaidOff
    {
        public long Value;
    }
}

/// <summary>Marks the routes with an <see cref="AddressLimit"/>, for the OpenAPI document.</summary>
internal sealed class AddressLimited
{
    public static AddressLimited Marker { get; } = new();
}
