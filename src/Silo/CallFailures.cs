using Orleans.Runtime;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Silo;

/// <summary>Tells a call that was lost with a silo from a bug.</summary>
internal static class CallFailures
{
    /// <summary>
    /// True: the silo was lost, overloaded or did not answer; it is not known whether the call was carried out.
    /// </summary>
    public static bool IsUnreachable(Exception e) => e is OrleansException or TimeoutException or StorageAwayException;
}
