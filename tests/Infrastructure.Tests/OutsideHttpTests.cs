using System.Net;
using OrleansRegistry.Infrastructure.Outside;
using OrleansRegistry.Infrastructure.Tests.Notices;

namespace OrleansRegistry.Infrastructure.Tests;

/// <summary>Goal: a call goes where it was told and nowhere else, whatever names resolve to and receivers answer.</summary>
public sealed class OutsideHttpTests
{
    [Theory]
    [InlineData("https", "169.254.169.254")]
    [InlineData("https", "fe80::1")]
    [InlineData("https", "::ffff:169.254.169.254")]
    [InlineData("https", "64:ff9b::a9fe:a9fe")]
    [InlineData("https", "100.100.100.200")]
    [InlineData("https", "0.0.0.0")]
    [InlineData("http", "10.0.0.7")]
    [InlineData("http", "169.254.169.254")]
    public async Task A_name_that_leads_to_where_nobody_calls_is_not_called(string scheme, string address)
    {
        using var client = OutsideHttp.Client((_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }));
        var thrown = await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.GetAsync(new Uri($"{scheme}://partner.example.org/"), TestContext.Current.CancellationToken));
        Assert.Contains($"partner.example.org is at {address}", thrown.ToString(), StringComparison.Ordinal);
    }
}
