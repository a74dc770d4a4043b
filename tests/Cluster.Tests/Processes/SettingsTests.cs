using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using OrleansRegistry.Silo;

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
        var taken = new SiloOptions
        {
            ConnectionString = "Host=nobody", Address = IPAddress.Loopback,
            Port = ((IPEndPoint)other.LocalEndPoint!).Port,
        };
        var told = Assert.Throws<InvalidOperationException>(() => SiloPort.MustBeFree(taken));
        Assert.Contains("Registry__Silo__Port", told.Message, StringComparison.Ordinal);
        other.Dispose();
        SiloPort.MustBeFree(taken);
    }

    [Theory]
    [InlineData("Registry:GrainStorage", "Nonsense", "Registry__GrainStorage")]
    [InlineData("Registry:GrainStorage", "7", "Registry__GrainStorage")]
    [InlineData("Registry:Silo:Port", "many", "Registry__Silo__Port")]
    [InlineData("Registry:Silo:Port", "70000", "Registry__Silo__Port")]
    [InlineData("Registry:Silo:Address", "home", "Registry__Silo__Address")]
    [InlineData("Registry:Clock", "2026-01-01T00:00:00+08:00", "Registry:Clock")]
    [InlineData("Registry:Postgres", "", "Registry__Postgres")]
    public void What_is_set_wrong_is_named(string name, string value, string told)
    {
        var settings = new Dictionary<string, string?> { ["Registry:Postgres"] = "Host=nobody", [name] = value };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var thrown = Assert.Throws<InvalidOperationException>(() => SiloOptions.Of(configuration));
        Assert.Contains(told, thrown.Message, StringComparison.Ordinal);
    }
}
