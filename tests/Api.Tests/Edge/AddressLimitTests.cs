using System.Net;
using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>A registry behind a proxy of its own, in which an address has few checks a minute.</summary>
public sealed class HurriedApp() : RegistryApp(
    "Development", Clock, ("Registry:VerifyAMinute", "5"), ("Registry:TrustedProxies", "127.0.0.1,::1"));

/// <summary>What one address may ask without being signed in: TOO_MANY and never a verdict that was not made.</summary>
public sealed class AddressLimitTests(HurriedApp app) : IClassFixture<HurriedApp>
{
    [Fact]
    public async Task Page_and_answer_share_a_limit_and_everything_else_goes_on()
    {
        using var stranger = From("192.0.2.7");
        for (var i = 0; i < 5; i++)
            Assert.Equal("unknown", (string)(await stranger.Get($"{HttpSteps.Api}/verify/x{i}"))["result"]!);
        foreach (var path in new[] { "/v/x", $"{HttpSteps.Api}/verify/x" })
        {
            using var refused = await stranger.GetAsync(new Uri(path, UriKind.Relative));
            await refused.Problem(429, "TOO_MANY");
            Assert.NotNull(refused.Headers.RetryAfter);
        }
        foreach (var path in new[] { "/.well-known/jwks.json", HttpSteps.Api + "/services" })
        {
            using var other = await stranger.GetAsync(new Uri(path, UriKind.Relative));
            await other.Is(HttpStatusCode.OK);
        }
        using var another = From("192.0.2.8");
        Assert.Equal("unknown", (string)(await another.Get($"{HttpSteps.Api}/verify/x"))["result"]!);
    }

    [Fact]
    public async Task Who_opened_a_code_with_a_browser_sees_a_page_that_says_that_nothing_was_checked()
    {
        using var phone = From("192.0.2.17");
        for (var i = 0; i < 5; i++) await phone.Get($"{HttpSteps.Api}/verify/x{i}");
        phone.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml");
        using var page = await phone.GetAsync(new Uri("/v/x", UriKind.Relative));
        Assert.Equal((429, "text/html"), ((int)page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.NotNull(page.Headers.RetryAfter);
        Assert.Contains("未核验", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var answer = await phone.GetAsync(new Uri($"{HttpSteps.Api}/verify/x", UriKind.Relative));
        await answer.Problem(429, "TOO_MANY");
    }

    [Fact]
    public async Task L11_over_https_only_https_is_used_from_now_on()
    {
        using var client = From("192.0.2.18");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        foreach (var path in new[] { "/healthz", "/api/v1/nowhere", "/api/v1/me" })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(
                ["max-age=31536000; includeSubDomains"], answer.Headers.GetValues("Strict-Transport-Security"));
        }
    }

    [Fact]
    public async Task What_a_client_writes_before_its_proxys_word_gives_it_no_other_address()
    {
        for (var i = 0; i < 5; i++) await Checked($"198.51.100.{i}, 192.0.2.9", 200);
        await Checked("198.51.100.9, 192.0.2.9", 429);

        async Task Checked(string forwarded, int status)
        {
            using var client = From(forwarded);
            using var answer = await client.GetAsync(new Uri($"{HttpSteps.Api}/verify/x", UriKind.Relative));
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task This_machine_is_not_limited()
    {
        using var here = app.Anonymous();
        for (var i = 0; i < 20; i++)
            Assert.Equal("unknown", (string)(await here.Get($"{HttpSteps.Api}/verify/x"))["result"]!);
    }

    /// <summary>M11: X-Forwarded-For: 127.0.0.1 lifted the limit altogether.</summary>
    [Fact]
    public async Task M11_an_address_of_this_machine_in_a_proxys_word_is_limited_like_any_other()
    {
        using var liar = From("127.0.0.1");
        for (var i = 0; i < 5; i++) await liar.Get($"{HttpSteps.Api}/verify/x");
        using var refused = await liar.GetAsync(new Uri($"{HttpSteps.Api}/verify/x", UriKind.Relative));
        await refused.Problem(429, "TOO_MANY");
    }

    /// <summary>L10: there was no limit on POSTs without a token.</summary>
    [Fact]
    public async Task T14_POSTs_without_a_token_have_a_limit_a_network_and_say_how_long_to_wait()
    {
        using var flood = From("192.0.2.77");
        var body = new { kind = "vin", value = "x" };
        for (var i = 0; i < 60; i++)
        {
            using var answer = await flood.Post($"{HttpSteps.Api}/identifiers/check", body);
            await answer.Is(HttpStatusCode.OK);
        }
        using var refused = await flood.Post($"{HttpSteps.Api}/sessions", "not even read");
        await refused.Problem(429, "TOO_MANY");
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        using var other = From("192.0.2.78");
        await other.Done($"{HttpSteps.Api}/identifiers/check", body);
    }

    private HttpClient From(string forwarded)
    {
        var client = app.Anonymous();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);
        return client;
    }

    [Fact]
    public void So_many_at_once_then_evenly_and_all_again_after_a_minute()
    {
        var clock = new FakeTimeProvider();
        var limit = new AddressLimit(60, clock);
        var garage = IPAddress.Parse("192.0.2.1");
        Assert.Equal(60, Enumerable.Range(0, 100).Count(_ => limit.TryTake(garage)));
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(3, Enumerable.Range(0, 100).Count(_ => limit.TryTake(garage)));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(60, Enumerable.Range(0, 100).Count(_ => limit.TryTake(garage)));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void An_address_is_a_subscriber(string one, string other, bool same)
    {
        var limit = new AddressLimit(1, new FakeTimeProvider());
        Assert.True(limit.TryTake(IPAddress.Parse(one)));
        Assert.Equal(!same, limit.TryTake(IPAddress.Parse(other)));
    }

    /// <summary>Whoever rents one machine is given 65,536 networks of 64 bits, each with a limit of its own.</summary>
    [Fact]
    public void T14_the_networks_of_one_subscriber_have_together_what_eight_have()
    {
        var clock = new FakeTimeProvider();
        var limit = new AddressLimit(60, clock);
        Assert.Equal(60 * AddressLimit.OfWide, Enumerable.Range(0, 5_000).Count(i => limit.TryTake(Of(1, i))));
        Assert.True(limit.TryTake(Of(2, 1))); // Another subscriber.
        Assert.True(limit.TryTake(IPAddress.Parse("192.0.2.1")));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(AddressLimit.OfWide, Enumerable.Range(5_000, 100).Count(i => limit.TryTake(Of(1, i))));
        Assert.Equal(60, Enumerable.Range(0, 100).Count(_ => limit.TryTake(Of(2, 1)))); // Nothing of it was lost.

        static IPAddress Of(int subscriber, int network) => IPAddress.Parse($"2001:db8:{subscriber:x}:{network:x}::1");
    }

    /// <summary>What the many were refused is not counted for the one.</summary>
    [Fact]
    public void T14_a_network_that_waits_for_its_neighbours_has_lost_nothing()
    {
        var clock = new FakeTimeProvider();
        var limit = new AddressLimit(4, clock);
        var quiet = IPAddress.Parse("2001:db8:1:ffff::1");
        for (var i = 0; i < 100; i++) limit.TryTake(IPAddress.Parse($"2001:db8:1:{i:x}::1"));
        for (var i = 0; i < 10; i++) Assert.False(limit.TryTake(quiet));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(4, Enumerable.Range(0, 10).Count(_ => limit.TryTake(quiet)));
    }

    [Fact]
    public void A_flood_of_addresses_is_bounded_and_forgotten_when_it_is_over()
    {
        var clock = new FakeTimeProvider();
        var limit = new AddressLimit(10, clock);
        var known = IPAddress.Parse("192.0.2.1");
        Assert.True(limit.TryTake(known));
        var taken = Enumerable.Range(0, 150_000).Count(
            i => limit.TryTake(new IPAddress([10, (byte)(i >> 16), (byte)((i >> 8) & 255), (byte)(i & 255)])));
        Assert.Equal(99_999, taken);
        Assert.True(limit.TryTake(known)); // Who was here before stays.
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(limit.TryTake(IPAddress.Parse("198.51.100.1")));
    }

    [Fact]
    public void Of_many_at_once_no_more_pass_than_may()
    {
        var limit = new AddressLimit(500, new FakeTimeProvider());
        var passed = 0;
        Parallel.For(0, 5000, _ =>
        {
            if (limit.TryTake(IPAddress.Parse("192.0.2.1")))
                Interlocked.Increment(ref passed);
        });
        Assert.Equal(500, passed);
    }

    [Fact]
    public void Without_a_limit_nobody_is_counted()
    {
        var limit = new AddressLimit(null, new FakeTimeProvider());
        Assert.All(Enumerable.Range(0, 10_000), _ => Assert.True(limit.TryTake(IPAddress.Parse("192.0.2.1"))));
        Assert.True(new AddressLimit(1, new FakeTimeProvider()).TryTake(null));
    }
}
