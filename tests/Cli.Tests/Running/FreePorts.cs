using System.Net;
using System.Net.Sockets;

namespace OrleansRegistry.Tests.Running;

/// <summary>
/// Ports for servers that are given theirs. They lie below the range out of which the system gives ports to outgoing
/// connections: one of those could take the port between this look and the server's start.
/// </summary>
internal static class FreePorts
{
    private const int First = 20_000;
    private const int Count = 12_000;
    private static int _next = Random.Shared.Next(Count);

    /// <summary>
    /// A port of the loopback that nobody listens at, and that this process has not given out lately.
    /// </summary>
    public static int Take()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (Interlocked.Increment(ref _next) & int.MaxValue) % Count;
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
        throw new InvalidOperationException("no port is free");
    }
}
