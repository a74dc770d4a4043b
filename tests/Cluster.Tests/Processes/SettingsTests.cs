using System.Net;
using System.Net.Sockets;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Silo.Clustering;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>Goal: who has set something wrong reads what, and no silo that runs comes to harm by it.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void A_silo_does_not_start_where_another_listens()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true); // As Orleans does.
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        var taken = new RegistryOptions
        {
            Address = IPAddress.Loopback, Port = ((IPEndPoint)other.LocalEndPoint!).Port,
        };
        var thrown = Assert.Throws<InvalidOperationException>(() => SiloPort.MustBeFree(taken));
        Assert.Contains("Registry__Silo__Port", thrown.Message, StringComparison.Ordinal);
        other.Dispose();
        SiloPort.MustBeFree(taken);
    }

    [Theory]
    [InlineData("Registry__GrainStorage", "Nonsense")]
    [InlineData("Registry__GrainStorage", "7")]
    [InlineData("Registry__Silo__Port", "many")]
    [InlineData("Registry__Silo__Port", "70000")]
    [InlineData("Registry__Silo__Address", "home")]
    [InlineData("Registry__Silo__Tls__Mode", "on")]
    [InlineData("Registry__Alone", "perhaps")]
    [InlineData("Registry__Clock", "2026-01-01T00:00:00+08:00")]
    [InlineData("Registry__ClockSpeed", "60")]
    [InlineData("Registry__Webhook__Url", "ftp://somewhere")]
    [InlineData("Registry__Webhook__Secret", "whsec_?")]
    [InlineData("Registry__IdentitySource__TimeoutSeconds", "-1")]
    [InlineData("Registry__VerifyAMinute", "-5")]
    [InlineData("Registry__AnonymousPostsAMinute", "many")]
    [InlineData("Registry__TrustedProxies", "10.0.0.0/8,proxy")]
    [InlineData("Registry__Sms__Url", "https://gateway.example.org")] // Without a secret.
    [InlineData("Registry__Sms__Secret", "whsec_?")]
    [InlineData("Registry__TriesBeforeParked", "0")]
    [InlineData("Registry__PublicUrl", "http://a-name-that-is-far-too-long-for-any-qr-code-of-ours.example.org")]
    [InlineData("Registry__Memory__Activations", "few")]
    public void What_is_set_wrong_is_named(string name, string value)
    {
        var settings = new Dictionary<string, string> { ["Registry__Postgres"] = "Host=nobody", [name] = value };
        foreach (var development in new[] { true, false })
        {
            var thrown = Assert.Throws<SettingException>(
                () => new SettingsReader(key => settings.GetValueOrDefault(key)).Read(development, production: false));
            Assert.Contains(name, thrown.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Registry__Clock", "2026-01-01T00:00:00+08:00")]
    [InlineData("Registry__ClockSpeed", "60")]
    public void The_law_s_clock_is_set_in_Development_and_alone_only(string name, string value)
    {
        RegistryOptions Read(bool development, params (string, string)[] more) => new SettingsReader(key =>
            more.Append((name, value)).FirstOrDefault(one => one.Item1 == key).Item2).Read(development, !development);
        Read(true);
        Read(true, ("Registry__Postgres", "Host=nobody"), ("Registry__Alone", "true"));
        Assert.Throws<SettingException>(() => Read(true, ("Registry__Postgres", "Host=nobody")));
        Assert.Throws<SettingException>(() => Read(false));
    }

    /// <summary>H10, T12: nobody runs in Production with data that a finder of the disk can read.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void In_Production_a_silo_alone_and_one_of_many_must_be_given_the_secret(bool alone)
    {
        RegistryOptions Read(string? secret, bool production) => new SettingsReader(key => key switch
        {
            "Registry__Postgres" => "Host=nobody",
            "Registry__Silo__Tls__Mode" => "off",
            "Registry__Alone" when alone => "true",
            "Registry__KeySecret" => secret,
            _ => null,
        }).Read(development: !production, production);
        Assert.Contains(
            "Registry__KeySecret", Assert.Throws<SettingException>(() => Read(null, production: true)).Message,
            StringComparison.Ordinal);
        Assert.Equal(alone, Read(new string('k', 40), production: true).IsAlone);
        Assert.Null(Read(null, production: false).KeySecret);
    }

    /// <summary>All three files, or off by name; in Development nothing, and alone nothing.</summary>
    [Theory]
    [InlineData(true, false, "", false)]
    [InlineData(true, false, "Certificate Key", false)]
    [InlineData(false, false, "Certificate Key", false)]
    [InlineData(true, false, "Certificate Key Authority", true)]
    [InlineData(true, false, "Mode", true)]
    [InlineData(true, false, "Mode Certificate Key Authority", true)]
    [InlineData(false, false, "", true)]
    [InlineData(true, true, "", true)]
    [InlineData(true, true, "Certificate", true)]
    public void Silos_of_a_cluster_say_how_they_speak_in_Production(
        bool production, bool alone, string given, bool starts)
    {
        RegistryOptions Read() => new SettingsReader(key => key switch
        {
            "Registry__Postgres" => "Host=nobody",
            "Registry__Alone" => alone ? "true" : null,
            "Registry__KeySecret" => "0123456789abcdef0123456789abcdef",
            "Registry__Silo__Tls__Mode" => given.Contains("Mode", StringComparison.Ordinal) ? "off" : null,
            _ when key.Contains("__Tls__", StringComparison.Ordinal)
                && given.Split(' ').Contains(key.Split("__")[^1]) =>
                "/x.pem",
            _ => null,
        }).Read(!production, production);
        if (!starts)
        {
            var thrown = Assert.Throws<SettingException>(Read);
            Assert.Contains("Registry__Silo__Tls__Mode=off", thrown.Message, StringComparison.Ordinal);
            return;
        }
        Assert.Equal(given == "Certificate Key Authority", Read().Tls is not null);
    }
}
