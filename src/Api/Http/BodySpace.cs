using System.Net;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// How much of JSON bodies this process holds while they come in (docs/adr/0174): a body is held until its last byte is
/// there, so without a measure 1,500 senders of a megabyte each, who then wait, are all the memory of a silo. The first
/// <see cref="Free"/> of each body are not counted, which most never reach. One a process. Safe for many callers.
/// </summary>
public sealed class BodySpace
{
    /// <summary>Bytes of each body that are not counted, inclusive.</summary>
    public const int Free = 32 * 1024;

    /// <summary>Counted bytes of one network at a time at most, inclusive.</summary>
    public const long MaxOfNetwork = 8 * 1024 * 1024;

    /// <summary>Counted bytes of all at a time at most, inclusive.</summary>
    public const long Max = 64 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<(bool, ulong), long> _ofNetwork = [];
    private long _held;

    /// <summary>True: there is room for so many bytes more, and they are taken until they are given back.</summary>
    public bool TryTake(IPAddress? address, long bytes)
    {
        var network = NetworkOf(address);
        lock (_gate)
        {
            var own = _ofNetwork.GetValueOrDefault(network);
            if (own + bytes > MaxOfNetwork || _held + bytes > Max) return false;
            _ofNetwork[network] = own + bytes;
            _held += bytes;
            return true;
        }
    }

    /// <summary>Gives back what was taken.</summary>
    public void Give(IPAddress? address, long bytes)
    {
        var network = NetworkOf(address);
        lock (_gate)
        {
            _held -= bytes;
            if ((_ofNetwork[network] -= bytes) == 0) _ofNetwork.Remove(network);
        }
    }

    private static (bool, ulong) NetworkOf(IPAddress? address) => AddressLimit.NetworkOf(address ?? IPAddress.None);
}
