using System.Text.Json.Nodes;

namespace OrleansRegistry.Browser.Tests;

/// <summary>
/// Goal: a certificate on a driver's screen tells the truth about why it cannot show the code of the moment: no signal,
/// a registry that is away, or a session that is over; and the phone stays the same phone after signing in anew.
/// </summary>
[Collection(OneSilo.Name)]
public sealed class ScreenJourneyTests(SiloProcess silo)
{
    [Fact]
    public async Task A_session_that_ends_on_the_screen_is_said_and_the_phone_stays_the_one_that_received_it()
    {
        SiloProcess.NeedsChromium();
        var trip = await JourneyTests.IssuedTrip(silo, "2026-03-20T08:00:00+08:00", "2026-03-22T20:00:00+08:00");
        await using var driver = await Visitor.As(silo, "driver.3");
        await driver.Page.Clock.InstallAsync();
        await driver.Page.GotoAsync("/my/trips/" + trip);
        await driver.Press("确认接收");
        await driver.Follow("出示电子包车牌");
        await End((await driver.Context.CookiesAsync()).Single(cookie => cookie.Name == "registry").Value);
        await driver.Page.Clock.FastForwardAsync(35_000);
        // Not "no signal": the page of the sign-in, which leads back to the screen.
        await Expect(driver.Page.GetByRole(AriaRole.Heading, new() { Name = "登录或注册" })).ToBeVisibleAsync();
        await driver.Follow("法人、单位和工作人员登录");
        await driver.Page.GetByLabel("用户名").FillAsync("driver.3");
        await driver.Page.GetByLabel("密码", new() { Exact = true }).FillAsync(SiloProcess.Password);
        await driver.Press("登录");
        await Expect(driver.Page.Locator("#digits")).ToBeVisibleAsync();
        Assert.Equal($"/my/trips/{trip}/show", await driver.Where());
        var next = await driver.Page.EvaluateAsync<string>(
            $"fetch('/my/trips/{trip}/proof').then(answer => answer.text())");
        Assert.Equal(10, JsonNode.Parse(next)!["slots"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_registry_that_is_away_is_like_a_lost_signal_and_the_screen_stays()
    {
        SiloProcess.NeedsChromium();
        using var api = await silo.Api("driver.2");
        var id = (string)(await api.Got("certificates?mine=true"))["items"]![0]!["id"]!;
        await using var driver = await Visitor.Inside(silo, "driver.2", "zh-CN", 390);
        await driver.Page.Clock.InstallAsync();
        await driver.Page.GotoAsync($"/my/certificates/{id}/show");
        await driver.Page.RouteAsync("**/proof", route => route.FulfillAsync(new() { Status = 503, Body = "away" }));
        await driver.Page.Clock.FastForwardAsync(60_000);
        await Expect(driver.Page.GetByText("! 无信号")).ToBeVisibleAsync();
        await Expect(driver.Page.Locator("#qr")).ToBeVisibleAsync();
        await Expect(driver.Page.Locator("#digits")).ToBeHiddenAsync();
        await driver.Page.UnrouteAllAsync();
        await driver.Page.Clock.FastForwardAsync(10_000);
        await Expect(driver.Page.Locator("#digits")).ToBeVisibleAsync();
    }

    /// <summary>大字版 on the smallest phone: what an officer compares is on the screen, whole.</summary>
    [Theory]
    [InlineData("zh-CN"), InlineData("en")]
    public async Task A_screen_in_large_type_fits_a_small_phone(string language)
    {
        SiloProcess.NeedsChromium();
        using var api = await silo.Api("driver.2");
        var id = (string)(await api.Got("certificates?mine=true"))["items"]![0]!["id"]!;
        await using var driver = await Visitor.Inside(silo, "driver.2", language, 360);
        foreach (var large in (bool[])[false, true])
        {
            await driver.Page.GotoAsync("/help");
            if (large) await driver.Press(language == "en" ? "A+" : "大字");
            await driver.Page.GotoAsync($"/my/certificates/{id}/show");
            Assert.Equal(large, await driver.Page.EvaluateAsync<bool>(
                "() => document.documentElement.classList.contains('large')"));
            Assert.InRange(await driver.Page.EvaluateAsync<int>(
                "() => document.documentElement.scrollWidth - innerWidth"), -400, 0);
        }
    }

    /// <summary>Ends a session as its owner does elsewhere.</summary>
    private async Task End(string session)
    {
        using var client = new HttpClient { BaseAddress = new Uri(silo.Address, "/api/v1/") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", session);
        using var answer = await client.DeleteAsync(new Uri("sessions/current", UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString());
    }
}
