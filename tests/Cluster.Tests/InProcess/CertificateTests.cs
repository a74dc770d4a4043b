using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Cluster.Tests.Processes;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Silo.Clustering.Tls;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Cluster.Tests.InProcess;

/// <summary>Goal: which certificate is a silo's, and who would speak with whom.</summary>
public sealed class CertificateTests : IDisposable
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private readonly SiloFiles _files = SiloFiles.New(), _others = SiloFiles.New();

    public CertificateTests()
    {
        _files.Issue("silo");
        _files.Issue("another");
        _files.Issue("expired", days: -1);
        _files.Issue("early", days: 25);
        _files.Issue("nameless", dns: null);
        _files.Issue("server", uses: ForServers);
        _others.Issue("stranger");
        File.WriteAllText(_files["empty.crt"], "");
        File.WriteAllText(
            _others["both.crt"],
            File.ReadAllText(_files["authority.crt"]) + File.ReadAllText(_others["authority.crt"]));
    }

    [Theory]
    [InlineData("expired", "expired", "authority", "it is valid from")]
    [InlineData("early", "early", "authority", "it is valid from")]
    [InlineData("nameless", "nameless", "authority", "it has no DNS name")]
    [InlineData("server", "server", "authority", "it is not for servers and clients")]
    [InlineData("silo", "another", "authority", "the key is another certificate's")]
    [InlineData("absent", "absent", "authority", "Registry__Silo__Tls__Certificate")]
    [InlineData("silo", "silo", "absent", "Registry__Silo__Tls__Authority")]
    [InlineData("silo", "silo", "empty", "has no certificate in it")]
    [InlineData("silo", "silo", "another", "it was not issued by the authority")]
    public void A_certificate_by_which_no_silo_would_let_this_one_in_is_refused(
        string certificate, string key, string authority, string why)
    {
        var files = new TlsFiles(_files[$"{certificate}.crt"], _files[$"{key}.key"], _files[$"{authority}.crt"]);
        var thrown = Assert.Throws<SettingException>(() => CertificateSet.Of(files));
        Assert.Contains(why, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_of_the_same_authority_that_is_called_otherwise_is_no_silo_s()
    {
        _files.Issue("mail", dns: "mail.example.org");
        var silo = CertificateSet.Of(Files(_files, "silo"));
        using var mail = X509CertificateLoader.LoadCertificateFromFile(_files["mail.crt"]);
        Assert.Contains("no DNS name in common", silo.Fault(mail), StringComparison.Ordinal);
        using var another = X509CertificateLoader.LoadCertificateFromFile(_files["another.crt"]);
        Assert.Null(silo.Fault(another));
    }

    [Fact]
    public async Task Files_are_read_again_when_they_have_changed_and_those_that_do_not_fit_change_nothing()
    {
        var certificates = Certificates(_files, "silo");
        var first = certificates.Current.Own.SerialNumber;
        await certificates.Look(default);
        Assert.Equal(first, certificates.Current.Own.SerialNumber);
        File.Copy(_files["another.crt"], _files["silo.crt"], overwrite: true);
        await certificates.Look(default); // The key is not there yet.
        Assert.Equal(first, certificates.Current.Own.SerialNumber);
        File.Copy(_files["another.key"], _files["silo.key"], overwrite: true);
        await certificates.Look(default);
        Assert.NotEqual(first, certificates.Current.Own.SerialNumber);
    }

    [Theory]
    [InlineData("silo", "silo", null)]
    [InlineData("silo", "stranger", "The certificate of the member is refused")]
    [InlineData("silo", "plain", "The member does not speak TLS")]
    [InlineData("both", "silo", "The member does not accept")]
    [InlineData("none", "silo", "The member speaks TLS, and this silo does not")]
    [InlineData("none", "plain", null)]
    [InlineData("silo", "nobody", null)]
    public async Task A_silo_tries_a_member_before_it_joins(string newcomer, string member, string? why)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var endpoint = (IPEndPoint)listener.LocalEndpoint;
        if (member == "nobody") listener.Stop();
        var answer = member == "nobody" ? Task.CompletedTask : Answer(listener, member);
        var contact = new Contact(newcomer switch
        {
            "none" => null,
            "both" => new SiloCertificates(
                Files(_others, "stranger") with { Authority = _others["both.crt"] }, Clock(), Log()),
            _ => Certificates(_files, newcomer),
        });
        var said = await contact.Fault(endpoint, TestContext.Current.CancellationToken);
        if (why is null) Assert.Null(said); else Assert.StartsWith(why, said, StringComparison.Ordinal);
        await answer;
    }

    /// <summary>A member that takes one connection: by TLS as Orleans does, or in plain text.</summary>
    private async Task Answer(TcpListener listener, string member)
    {
        using var client = await listener.AcceptTcpClientAsync();
        if (member == "plain")
        {
            await client.GetStream().ReadExactlyAsync(new byte[8]);
            return;
        }
        var own = CertificateSet.Of(Files(member == "stranger" ? _others : _files, member));
        await using var stream = new SslStream(client.GetStream(), false, (_, certificate, chain, errors) =>
            own.Fault((X509Certificate2?)certificate, chain, errors) is null);
        var options = new SslServerAuthenticationOptions();
        own.Set(options);
        try
        {
            await stream.AuthenticateAsServerAsync(options);
            await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            // That is what a member does with one that does not fit: it ends the connection.
        }
    }

    private static TlsFiles Files(SiloFiles files, string name) =>
        new(files[$"{name}.crt"], files[$"{name}.key"], files["authority.crt"]);

    private static SiloCertificates Certificates(SiloFiles files, string name) =>
        new(Files(files, name), Clock(), Log());

    private static MachineClock Clock() => new(new FakeTimeProvider(TimeProvider.System.GetUtcNow()));

    private static NullLogger<SiloCertificates> Log() => NullLogger<SiloCertificates>.Instance;

    public void Dispose()
    {
        _files.Dispose();
        _others.Dispose();
    }
}
