using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrleansRegistry.Infrastructure;

namespace OrleansRegistry.Silo.Clustering.Tls;

/// <summary>
/// The certificate of this silo, and how those of others are checked, as the files had it when they were read. Only the
/// authority's file is trusted, not the system's authorities. A silo's certificate must be for servers and for clients,
/// as every silo is both, and must share a DNS name with this one's: another certificate of the same authority is not a
/// silo's (docs/adr/0070).
/// </summary>
internal sealed class CertificateSet
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1", ForClients = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2Collection _between = [], _authorities = [];
    private readonly SslStreamCertificateContext _shown;

    private CertificateSet(TlsFiles files)
    {
        Own = Read(
            "Certificate", files.Certificate, () => X509Certificate2.CreateFromPemFile(files.Certificate, files.Key));
        Read("Certificate", files.Certificate, () => _between.ImportFromPemFile(files.Certificate));
        Read("Authority", files.Authority, () => _authorities.ImportFromPemFile(files.Authority));
        if (_authorities.Count == 0)
            throw new SettingException($"{Key("Authority")}: {files.Authority} has no certificate in it.");
        if (Fault(Own) is { } fault)
        {
            throw new SettingException(
                $"{Key("Certificate")}: no silo would let this one in by {files.Certificate}: {fault}.");
        }
        _shown = SslStreamCertificateContext.Create(Own, _between, offline: true);
    }

    /// <summary>This silo's certificate, with its key.</summary>
    public X509Certificate2 Own { get; }

    /// <summary>Reads the files; throws for those with which no other silo would accept this one.</summary>
    /// <exception cref="SettingException">Says what is wrong with which file.</exception>
    public static CertificateSet Of(TlsFiles files) => new(files);

    /// <summary>Why this is no certificate of a silo, in words; null: it is one.</summary>
    public string? Fault(X509Certificate2 certificate)
    {
        using var chain = new X509Chain { ChainPolicy = Policy() };
        return chain.Build(certificate) ? NameFault(certificate) : Words(certificate, chain.ChainStatus);
    }

    /// <summary>
    /// Why a certificate whose chain was built by <see cref="Policy"/> is none of a silo; null: it is one.
    /// </summary>
    public string? Fault(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null) return "it shows no certificate";
        // Addresses change with pods, so certificates do not name them; the names in them are checked below.
        var wrong = (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) != SslPolicyErrors.None;
        return wrong ? Words(certificate, chain?.ChainStatus ?? []) : NameFault(certificate);
    }

    /// <summary>Sets how this silo connects to another.</summary>
    public void Set(SslClientAuthenticationOptions options)
    {
        (options.LocalCertificateSelectionCallback, options.ClientCertificates) = (null, null);
        (options.ClientCertificateContext, options.CertificateChainPolicy) = (_shown, Policy());
        // On a resumed session neither a new certificate nor a new authority would be checked.
        (options.EnabledSslProtocols, options.AllowTlsResume) = (SslProtocols.Tls13, false);
    }

    /// <summary>Sets how another silo connects to this one: it must show its certificate, too.</summary>
    public void Set(SslServerAuthenticationOptions options)
    {
        (options.ServerCertificateSelectionCallback, options.ServerCertificate) = (null, null);
        (options.ServerCertificateContext, options.CertificateChainPolicy) = (_shown, Policy());
        (options.EnabledSslProtocols, options.AllowTlsResume) = (SslProtocols.Tls13, false);
        options.ClientCertificateRequired = true;
    }

    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            ApplicationPolicy = { new Oid(ForServers), new Oid(ForClients) },
        };
        policy.CustomTrustStore.AddRange(_authorities);
        policy.ExtraStore.AddRange(_between);
        return policy;
    }

    private string? NameFault(X509Certificate2 certificate)
    {
        var own = NamesOf(Own);
        if (own.Count == 0) return "it has no DNS name (subjectAltName)";
        return own.Overlaps(NamesOf(certificate)) ? null
            : $"it has no DNS name in common with this silo's ({string.Join(", ", own)})";
    }

    private static HashSet<string> NamesOf(X509Certificate2 certificate) => certificate.Extensions
        .OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames())
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static string Words(X509Certificate2 certificate, X509ChainStatus[] faults)
    {
        var all = faults.Aggregate(X509ChainStatusFlags.NoError, (sum, fault) => sum | fault.Status);
        if (all.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return $"it is valid from {Instant(certificate.NotBefore)} to {Instant(certificate.NotAfter)}, "
                + "or its authority is not now";
        }
        if (all.HasFlag(X509ChainStatusFlags.NotValidForUsage))
            return "it is not for servers and clients (extendedKeyUsage)";
        return "it was not issued by the authority of these silos"
            + (faults.Length == 0 ? "" : $" ({string.Join(", ", faults.Select(fault => fault.Status))})");
    }

    private static string Instant(DateTime local) =>
        local.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Key(string file) => $"Registry__Silo__Tls__{file}";

    private static void Read(string file, string path, Action read) => Read(file, path, () =>
    {
        read();
        return true;
    });

    private static T Read<T>(string file, string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new SettingException(
                $"{Key(file)}: {path} cannot be read as PEM, or the key is another certificate's: {e.Message}");
        }
    }
}
