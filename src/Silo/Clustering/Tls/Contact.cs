using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace OrleansRegistry.Silo.Clustering.Tls;

/// <summary>
/// Tries whether a member and this silo could communicate, before this one is a member: it opens a connection as
/// Orleans would, shows its certificate, and sends nothing.
/// </summary>
internal sealed class Contact(SiloCertificates? certificates)
{
    private static readonly TimeSpan _maxReach = TimeSpan.FromSeconds(3), _maxShake = TimeSpan.FromSeconds(10);

    /// <summary>A member that refuses this silo's certificate ends the connection within this time.</summary>
    private static readonly TimeSpan _refusedWithin = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Why they could not, in words; null: they could, or nobody answers there, which is not decided here.
    /// </summary>
    public async Task<string?> Fault(IPEndPoint member, CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await Within(_maxReach, limit => Reach(socket, member, limit), cancellation);
            await using var stream = new SslStream(new NetworkStream(socket), leaveInnerStreamOpen: false);
            var own = certificates?.Current;
            return await Within(
                _maxShake, limit => own is null ? InPlainText(stream, limit) : InTls(stream, own, limit),
                cancellation);
        }
        catch (Exception e) when (
            e is SocketException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private static async Task<string?> InTls(SslStream stream, CertificateSet own, CancellationToken cancellation)
    {
        string? refused = null;
        var options = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                refused = own.Fault((X509Certificate2?)certificate, chain, errors);
                return refused is null;
            },
        };
        own.Set(options);
        try
        {
            await stream.AuthenticateAsClientAsync(options, cancellation);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return refused is null ? $"The member does not speak TLS with this silo: {e.Message}"
                : $"The certificate of the member is refused: {refused}";
        }
        return await IsLetIn(stream, cancellation) ? null : "The member does not accept the certificate of this silo";
    }

    /// <summary>
    /// In TLS 1.3 a server checks the client's certificate after the handshake is over for the client.
    /// </summary>
    private static async Task<bool> IsLetIn(SslStream stream, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_refusedWithin);
        try
        {
            return await stream.ReadAsync(new byte[1], limit.Token) > 0;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return true; // It waits for the first word.
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether the member answers a TLS greeting with a certificate: then it does not communicate unencrypted.
    /// </summary>
    private static async Task<string?> InPlainText(SslStream stream, CancellationToken cancellation)
    {
        var shown = false;
        var options = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => !(shown = certificate is not null),
        };
        try
        {
            await stream.AuthenticateAsClientAsync(options, cancellation);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            // A member that communicates unencrypted does not understand such a greeting.
        }
        return shown ? "The member speaks TLS, and this silo does not" : null;
    }

    private static async Task<T> Within<T>(
        TimeSpan max, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(max);
        return await work(limit.Token);
    }

    private static async Task<bool> Reach(Socket socket, IPEndPoint member, CancellationToken cancellation)
    {
        await socket.ConnectAsync(member, cancellation);
        return true;
    }
}
