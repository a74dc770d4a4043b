using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>An authority of silos and the certificates that it issues, as files in a folder of its own.</summary>
internal sealed class SiloFiles : IDisposable
{
    /// <summary>What every silo's certificate is called, by the manual.</summary>
    public const string Name = "registry-silo";

    private const string ForServers = "1.3.6.1.5.5.7.3.1", ForClients = "1.3.6.1.5.5.7.3.2";
    private readonly Scratch _scratch = new();
    private readonly X509Certificate2 _authority;

    private SiloFiles(Func<Scratch, X509Certificate2> authority) => _authority = authority(_scratch);

    /// <summary>The folder.</summary>
    public string Folder => _scratch["silo-tls"];

    /// <summary>The path of a file.</summary>
    public string this[string file] => Path.Combine(Folder, file);

    /// <summary>A new authority, made here.</summary>
    public static SiloFiles New() => new(scratch =>
    {
        Directory.CreateDirectory(scratch["silo-tls"]);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=another authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = TimeProvider.System.GetUtcNow();
        var authority = request.CreateSelfSigned(now.AddDays(-30), now.AddDays(30));
        File.WriteAllText(Path.Combine(scratch["silo-tls"], "authority.crt"), authority.ExportCertificatePem() + "\n");
        return authority;
    });

    /// <summary>An authority and three certificates by the words of docs/operations.md, as they stand there.</summary>
    public static SiloFiles ByTheManual() => new(scratch =>
    {
        var start = new ProcessStartInfo("bash", ["-euc", Words()])
        {
            RedirectStandardError = true, WorkingDirectory = scratch[""],
        };
        using var bash = Process.Start(start)!;
        var said = bash.StandardError.ReadToEnd();
        bash.WaitForExit();
        Assert.True(bash.ExitCode == 0, said);
        var folder = scratch["silo-tls"];
        return X509Certificate2.CreateFromPemFile(
            Path.Combine(folder, "authority.crt"), Path.Combine(folder, "authority.key"));
    });

    private static string Words()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Programs.PathOf("Silo"))!, "../../../../.."));
        var manual = File.ReadAllText(Path.Combine(root, "docs/operations.md"));
        return manual.Split("<!-- silo-tls -->\n```bash\n")[1].Split("```")[0];
    }

    /// <summary>Writes a certificate and its key, over what was there.</summary>
    /// <param name="name">Of the files.</param>
    /// <param name="days">How long it is still valid, of 20 days since; below 0: no more.</param>
    /// <param name="dns">What it is called.</param>
    /// <param name="uses">What it is for.</param>
    public void Issue(string name, int days = 10, string? dns = Name, params string[] uses)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        OidCollection all = [];
        foreach (var use in uses is [] ? [ForServers, ForClients] : uses) all.Add(new Oid(use));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(all, false));
        var names = new SubjectAlternativeNameBuilder();
        if (dns is not null) names.AddDnsName(dns);
        if (dns is not null) request.CertificateExtensions.Add(names.Build());
        var to = TimeProvider.System.GetUtcNow().AddDays(days);
        // By the name and the key of the authority, as by the authority itself none may begin before it.
        var signer = X509SignatureGenerator.CreateForECDsa(_authority.GetECDsaPrivateKey()!);
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_authority, true, false));
        using var issued = request.Create(
            _authority.SubjectName, signer, to.AddDays(-20), to, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(this[$"{name}.crt"], issued.ExportCertificatePem() + "\n");
        File.WriteAllText(this[$"{name}.key"], key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The settings of a silo with these files.</summary>
    public (string, string?)[] Of(string name, string? authority = null) =>
    [
        ("Registry__Silo__Tls__Certificate", this[$"{name}.crt"]), ("Registry__Silo__Tls__Key", this[$"{name}.key"]),
        ("Registry__Silo__Tls__Authority", authority ?? this["authority.crt"]), ("Registry__Silo__Name", name),
    ];

    public void Dispose()
    {
        _authority.Dispose();
        _scratch.Dispose();
    }
}
