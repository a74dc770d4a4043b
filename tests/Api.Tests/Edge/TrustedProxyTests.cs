using System.Net;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>Production without a trusted proxy, though the framework's switch says to believe everybody.</summary>
public sealed class BelievingApp() : RegistryApp("Production", clock: null,
    ("Registry:VerifyAMinute", "5"), ("Registry:AnonymousPostsAMinute", "5"), ("ForwardedHeaders_Enabled", "true"));

/// <summary>M11: whose address counts.</summary>
public sealed class TrustedProxyTests(BelievingApp app) : IClassFixture<BelievingApp>
{
    [Fact]
    public async Task M11_nobodys_word_about_an_address_counts_where_no_proxy_is_trusted()
    {
        var statuses = new List<int>();
        for (var i = 0; i < 7; i++)
        {
            using var liar = app.Anonymous();
            liar.DefaultRequestHeaders.Add("X-Forwarded-For", $"198.51.100.{i}");
            using var answer = await liar.GetAsync(new Uri(HttpSteps.Api + "/verify/x", UriKind.Relative));
            statuses.Add((int)answer.StatusCode);
        }
        Assert.Equal([200, 200, 200, 200, 200, 429, 429], statuses); // In Production this machine counts, too.
    }

    [Fact]
    public async Task In_Production_POSTs_from_this_machine_count_like_any_other_and_the_log_says_so()
    {
        using var here = app.Anonymous();
        for (var i = 0; i < 5; i++)
            await here.Done(HttpSteps.Api + "/identifiers/check", new { kind = "vin", value = "x" });
        using var refused = await here.Post(HttpSteps.Api + "/identifiers/check", new { kind = "vin", value = "x" });
        await refused.Problem(429, "TOO_MANY");
        Assert.Contains(app.Log, line => line.Contains("all clients share one budget", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync(new Uri("/healthz", UriKind.Relative))).StatusCode);
    }
}
