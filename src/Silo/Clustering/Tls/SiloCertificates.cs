using System.Net.Security;
using Orleans.Configuration;
using Orleans.Connections.Security;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Clustering.Tls;

/// <summary>
/// The certificate with which this silo communicates over TLS, and the check of the others'. The files are read again
/// when they have changed: new connections use the new ones, existing ones continue. New files that do not fit
/// together, for example because they are being written, change nothing.
/// </summary>
internal sealed class SiloCertificates(TlsFiles files, MachineClock clock, ILogger<SiloCertificates> log)
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _early = TimeSpan.FromDays(14), _saidEvery = TimeSpan.FromHours(6);

    private byte[][] _read = Contents(files);
    private volatile CertificateSet _current = CertificateSet.Of(files);
    private long? _saidAt;

    /// <summary>The files as they were last read.</summary>
    public CertificateSet Current => _current;

    /// <summary>Checks the files; the result is when the next check is due.</summary>
    public Task<TimeSpan> Look(CancellationToken cancellation)
    {
        try
        {
            var now = Contents(files);
            if (now.Zip(_read).Any(pair => !pair.First.AsSpan().SequenceEqual(pair.Second))) Change(now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SettingException)
        {
            log.CertificateNotUsed(e.Message);
        }
        SayHowLong();
        return Task.FromResult(_every);
    }

    private void Change(byte[][] contents)
    {
        _current = CertificateSet.Of(files);
        (_read, _saidAt) = (contents, null);
        log.CertificateChanged(NotAfter);
    }

    /// <summary>
    /// Logs in time when a certificate runs out: connections to members stay, but none can be added then.
    /// </summary>
    private void SayHowLong()
    {
        var left = NotAfter - clock.Time.GetUtcNow().UtcDateTime;
        if (left > _early || (_saidAt is { } said && clock.Time.GetElapsedTime(said) < _saidEvery)) return;
        _saidAt = clock.Time.GetTimestamp();
        log.CertificateRunsOut(NotAfter);
    }

    private DateTime NotAfter => _current.Own.NotAfter.ToUniversalTime();

    /// <summary>Sets both ends of every connection between silos.</summary>
    public void Protect(SiloConnectionOptions connections)
    {
        var tls = Options();
        connections.ConfigureSiloInboundConnection(connection => connection.UseServerTls(tls));
        connections.ConfigureSiloOutboundConnection(connection => connection.UseClientTls(tls));
    }

    private TlsOptions Options() => new()
    {
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
        LocalServerCertificateSelector = (_, _) => _current.Own,
        LocalClientCertificateSelector = (_, _, _, _, _) => _current.Own,
        OnAuthenticateAsServer = (_, options) =>
            _current.Set((SslServerAuthenticationOptions)options.SslServerAuthenticationOptions),
        OnAuthenticateAsClient = (_, options) =>
            _current.Set((SslClientAuthenticationOptions)options.SslClientAuthenticationOptions),
        RemoteCertificateValidation = (certificate, chain, errors) =>
        {
            if (_current.Fault(certificate, chain, errors) is not { } fault) return true;
            log.ConnectionRefused(certificate?.Subject, fault);
            return false;
        },
    };

    private static byte[][] Contents(TlsFiles files) =>
        [File.ReadAllBytes(files.Certificate), File.ReadAllBytes(files.Key), File.ReadAllBytes(files.Authority)];
}
