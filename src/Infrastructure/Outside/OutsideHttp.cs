using System.Net;
using System.Net.Sockets;

namespace OrleansRegistry.Infrastructure.Outside;

/// <summary>
/// The only way in which the registry calls other programs over HTTP (a test checks it). It calls by https, except this
/// machine itself; no address of the network's own infrastructure, whatever a name resolves to; and only the given
/// address: redirects are not followed, cookies not kept, proxies not used (docs/adr/0071).
/// </summary>
public static class OutsideHttp
{
    /// <summary>A client with its own connections and without a time limit, as each call has its own.</summary>
    /// <param name="resolve">Finds the addresses of a name; null: by DNS.</param>
    public static HttpClient Client(Resolve? resolve = null)
    {
        resolve ??= Dns.GetHostAddressesAsync;
        return new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = (context, cancellation) => Connect(context, resolve, cancellation),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Finds the addresses of a name.</summary>
    public delegate Task<IPAddress[]> Resolve(string host, CancellationToken cancellation);

    /// <summary>
    /// Why an address may not be called; null: it may, as far as that is known before its name is resolved.
    /// </summary>
    public static string? Fault(Uri address)
    {
        if (address.Scheme is not ("http" or "https")) return "it is an address such as https://example.org/notices.";
        if (address.UserInfo.Length > 0)
            return "an address with a user's name is not called; secrets have settings of their own.";
        var encrypted = address.Scheme == "https";
        if (IPAddress.TryParse(address.IdnHost, out var ip))
            return OutsideAddress.MayBeCalled(ip, encrypted) ? null : Refused(encrypted);
        return encrypted || address.IsLoopback ? null : Refused(encrypted);
    }

    private static string Refused(bool encrypted) => encrypted
        ? "an address of the network's own machinery (link-local, metadata) is not called."
        : "http is for this machine itself (127.0.0.1); all else is called by https.";

    private static async ValueTask<Stream> Connect(
        SocketsHttpConnectionContext context, Resolve resolve, CancellationToken cancellation)
    {
        var (host, encrypted) = (context.DnsEndPoint.Host, context.InitialRequestMessage.RequestUri!.Scheme == "https");
        var known = IPAddress.TryParse(host, out var ip) ? [ip] : await resolve(host, cancellation);
        var callable = known.Where(one => OutsideAddress.MayBeCalled(one, encrypted)).ToArray();
        if (callable.Length == 0)
        {
            var where = known.Length == 0 ? "nowhere" : string.Join(", ", known.Select(one => one.ToString()));
            throw new HttpRequestException(
                HttpRequestError.ConnectionError, $"{host} is at {where}: {Refused(encrypted)}");
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(callable, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
