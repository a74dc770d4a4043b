using System.Net;
using System.Net.Sockets;
using OrleansRegistry.Infrastructure;

namespace OrleansRegistry.Silo.Clustering;

/// <summary>
/// The port at which other silos reach this one. Orleans would share it with a process that listens there already, and
/// take that one for an earlier start of the same silo: if a silo was started twice by mistake, the second one would
/// have the first declared dead.
/// </summary>
internal static class SiloPort
{
    /// <summary>Refuses to start where another process listens.</summary>
    public static void MustBeFree(RegistryOptions options)
    {
        using var probe = new TcpListener(options.Address ?? IPAddress.Any, options.Port);
        try
        {
            probe.Start();
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new InvalidOperationException(
                $"Another process listens at port {options.Port}, perhaps this silo, started before. Stop it, or give "
                + "this one another Registry__Silo__Port.", taken);
        }
    }
}
