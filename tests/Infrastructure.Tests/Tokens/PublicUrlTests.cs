using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using OrleansRegistry.Infrastructure.Tokens;
using OrleansRegistry.Silo;

namespace OrleansRegistry.Infrastructure.Tests.Tokens;

/// <summary>What stands in QR codes where nobody has said how phones reach the registry: where it listens.</summary>
public sealed class PublicUrlTests
{
    [Theory]
    [InlineData("http://127.0.0.1:6131", "http://127.0.0.1:6131")]
    [InlineData("http://0.0.0.0:8080;https://0.0.0.0:8443", "http://127.0.0.1:8080")]
    [InlineData("https://[::]:8443", "https://127.0.0.1:8443")]
    [InlineData("http://+:80", "http://127.0.0.1")]
    [InlineData("http://*:5000/", "http://127.0.0.1:5000")]
    [InlineData("http://127.0.0.1:0;http://localhost:7000", "http://localhost:7000")]
    [InlineData("http://127.0.0.1:0", VerificationOptions.DefaultPublicUrl)]
    [InlineData("http://unix:/run/registry.sock", VerificationOptions.DefaultPublicUrl)]
    [InlineData(null, VerificationOptions.DefaultPublicUrl)]
    public void The_default_follows_the_listening_address(string? urls, string expected) =>
        Assert.Equal(expected, Of(("urls", urls)));

    [Fact]
    public void What_is_set_counts_wherever_it_listens() => Assert.Equal(
        "https://licences.example.cn",
        Of(("urls", "http://127.0.0.1:6131"), ("Registry:PublicUrl", "https://licences.example.cn")));

    private static string Of(params (string Key, string? Value)[] settings) => RegistryComposition.OptionsOf(
        new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(one => KeyValuePair.Create(one.Key, one.Value))).Build(),
        new HostingEnvironment { EnvironmentName = Environments.Development }).PublicUrl;
}
