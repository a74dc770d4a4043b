using System.Net;
using System.Net.Sockets;
using OrleansRegistry.Infrastructure;

namespace OrleansRegistry.Silo.Clustering;

/// <summary>
/// The port at which other silos reach this one. Orleans shares it with whoever listens there already and takes that
/// one for an earlier life of the same silo: started twice by mistake, the second would have the first declared dead.
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
