using System.Net;
using OrleansRegistry.Infrastructure.Outside;
using OrleansRegistry.Infrastructure.Tests.Notices;

namespace OrleansRegistry.Infrastructure.Tests;

/// <summary>
/// Goal: a call goes to the address of its setting and nowhere else, whatever names resolve to and receivers answer.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
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

    [Fact]
    public async Task Of_several_addresses_of_a_name_only_those_are_called_that_may_be()
    {
        await using var receiver = await Receiver.Start(200);
        using var client = OutsideHttp.Client((_, _) => Task.FromResult(
            new[] { IPAddress.Parse("169.254.169.254"), IPAddress.Loopback }));
        using var answer = await client.GetAsync(
            new Uri($"http://partner.example.org:{receiver.Url.Port}/x"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_an_answer_and_not_followed(int status)
    {
        await using var receiver = await Receiver.Start((_, context) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });
        using var client = OutsideHttp.Client();
        using var answer = await client.GetAsync(receiver.Url, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("/notices", Assert.Single(receiver.All).Path);
    }
}
