using Orleans.Runtime;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Silo;

/// <summary>Tells a call that was lost with a silo from a bug in it.</summary>
internal static class CallFailures
{
    /// <summary>
    /// True: the silo went away, was full or did not answer; whether the call was carried out is not known.
    /// </summary>
    public static bool IsUnreachable(Exception e) => e is OrleansException or TimeoutException or StorageAwayException;
}
