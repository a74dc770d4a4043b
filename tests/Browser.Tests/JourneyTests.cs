using System.Text.Json.Nodes;

namespace OrleansRegistry.Browser.Tests;

/// <summary>
/// Goal: people reach what they came for, by words and roles that can be seen, on a phone and at a desk, in both
/// languages, without scripts and by the keyboard alone.
/// </summary>
[Collection(OneSilo.Name)]
public sealed class JourneyTests(SiloProcess silo)
{
    [Fact]
    public async Task A_driver_renews_a_certificate_on_a_phone_in_Chinese()
    {
        SiloProcess.NeedsChromium();
        await using var driver = await Visitor.As(silo, "driver.1");
        await driver.Follow("去换证");
        await driver.IsAccessible();
        await driver.Page.GetByLabel("我已阅读并同意").CheckAsync();
        await driver.Press("开始填写");
        await driver.Page.GetByLabel("联系电话").FillAsync("13800138000");
        await driver.IsAccessible();
        await driver.Press("下一步：上传材料");
        await driver.Press("下一步：核对");
        Assert.Equal(4, await driver.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).CountAsync());
        await driver.IsAccessible();
        foreach (var paper in (string[])["机动车驾驶证（正本、副本）", "从业资格证个人信息页", "从业资格证违章记录页", "近期二寸正面免冠"])
            await driver.Choose(paper);
        await driver.Press("下一步：核对");
        await Expect(driver.Page.GetByText("13800138000")).ToBeVisibleAsync();
        await driver.IsAccessible();
        await driver.Press("确认提交");
        await Expect(driver.Page.GetByText("✓ 提交成功")).ToBeVisibleAsync();
        await driver.IsAccessible();

        using var officer = await silo.Api("officer.henan");
        var id = driver.Page.Url.Split('/')[^1].Split('?')[0];
        await officer.Sent($"applications/{id}/accept", new { });
        await driver.Page.ReloadAsync();
        await Expect(driver.Page.GetByText("已受理")).ToBeVisibleAsync();
        await Expect(driver.Page.GetByRole(AriaRole.Button, new() { Name = "撤销申请" })).Not.ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_newcomer_signs_in_by_phone_and_proves_the_identity_at_a_desk_in_English_without_scripts()
    {
        SiloProcess.NeedsChromium();
        await using var visitor = await Visitor.Come(silo, "en", 1280, scripts: false);
        await visitor.Page.GotoAsync("/");
        await visitor.Follow("Sign in");
        const string phone = "13912345678";
        await visitor.Page.GetByLabel("Mobile number").FillAsync(phone);
        await visitor.Press("Send a code");
        await visitor.Page.GetByLabel("Code", new() { Exact = true }).FillAsync(await silo.CodeOf(phone));
        await visitor.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await visitor.Press("Sign in or register");
        await visitor.Follow("Begin");
        await visitor.Choose("Portrait side of the card", 40, height: 540);
        await visitor.Choose("Emblem side of the card", 200, height: 540);
        await visitor.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("赵新");
        await visitor.Page.GetByLabel("Number of the card").FillAsync("410185199001010081");
        await visitor.Press("Hand in");
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not well formed");
        await visitor.Page.GetByLabel("Number of the card").FillAsync("410185199001010080"); // Both sides are kept.
        await visitor.Press("Hand in");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Being looked at" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signing_in_and_out_needs_a_keyboard_alone()
    {
        SiloProcess.NeedsChromium();
        await using var visitor = await Visitor.Come(silo);
        await visitor.Page.GotoAsync("/sign-in/staff");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(visitor.Page.GetByText("跳到正文")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(visitor.Page.GetByLabel("用户名")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync("driver.2");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Keyboard.TypeAsync(SiloProcess.Password);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "要办的事" })).ToBeVisibleAsync();
        await visitor.Page.GotoAsync("/account");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "您要办什么？" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_driver_receives_shows_and_never_shows_old_digits_when_the_signal_is_lost()
    {
        SiloProcess.NeedsChromium();
        var trip = await IssuedTrip(silo);
        await using var driver = await Visitor.As(silo, "driver.3");
        await driver.Page.Clock.InstallAsync(); // The page's clock is moved past the minutes of a tunnel.
        await driver.Follow("接收");
        await driver.IsAccessible();
        await driver.Press("确认接收");
        await driver.Follow("出示电子包车牌");
        await driver.IsAccessible();
        var digits = (await driver.Page.Locator("#digits").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        Assert.Matches("^[0-9]{6}$", digits);
        // By itself, when the first digits are used up: on a busy machine that may be before the clock is moved.
        var ahead = driver.Page.WaitForResponseAsync(
            answer => answer.Url.EndsWith("/proof", StringComparison.Ordinal), new() { Timeout = 90_000 });

        await using var officer = await Visitor.Come(silo);
        using var phone = await silo.Api("driver.3");
        var display = await phone.Got($"trips/{trip}/display");
        await officer.Page.GotoAsync(new Uri((string)display["qr"]!).AbsolutePath);
        await Expect(officer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("尚未开始");
        await officer.IsAccessible();
        var shown = (string)display["proof"]!["code"]!;
        await Expect(officer.Page.Locator(".code")).ToHaveTextAsync(shown);

        await driver.Page.Clock.FastForwardAsync(30_000);
        Assert.Equal(10, JsonNode.Parse(await (await ahead).TextAsync())!["slots"]!.AsArray().Count);
        await driver.Context.SetOfflineAsync(true);
        await driver.Page.Clock.FastForwardAsync(120_000); // In the tunnel, two minutes: what was fetched ahead.
        await Expect(driver.Page.Locator("#digits")).ToBeVisibleAsync();
        await driver.Page.Clock.FastForwardAsync(240_000);
        await Expect(driver.Page.GetByText("! 无信号")).ToBeVisibleAsync();
        await Expect(driver.Page.Locator("#digits")).ToBeHiddenAsync();
        await driver.Context.SetOfflineAsync(false);
        await driver.Page.Clock.FastForwardAsync(10_000);
        await Expect(driver.Page.Locator("#digits")).ToBeVisibleAsync(new() { Timeout = 15_000 });
    }

    /// <summary>A charter trip of the demonstration's carrier, issued and not yet received.</summary>
    internal static async Task<string> IssuedTrip(
        SiloProcess silo, string departsAt = "2026-02-13T08:00:00+08:00",
        string returnsAt = "2026-02-16T20:00:00+08:00")
    {
        using var carrier = await silo.Api("operator.demo");
        var mine = (string)(await carrier.Got("operators?mine=true"))["items"]![0]!["id"]!;
        var bus = (await carrier.Got("vehicles?mine=true"))["items"]!.AsArray()
            .First(vehicle => (string)vehicle!["kind"]! == "passenger")!;
        var drivers = new JsonArray([.. (await carrier.Got($"operators/{mine}/drivers"))["items"]!.AsArray()
            .Select(driver => (JsonNode)(string)driver!["id"]!)]);
        var filed = await carrier.Sent("trips", new
        {
            vehicleId = (string)bus["id"]!, drivers, kind = "specialCharter", oneWayKm = 800, roundTrip = true,
            origin = new { region = "530100", place = "昆明" }, via = new[] { new { region = "520100", place = "贵阳" } },
            destination = new { region = "510100", place = "成都" }, departsAt, returnsAt,
            contractNumber = $"HT-{departsAt[..10]}", hirer = "昆明旅行社", passengers = 38,
            purpose = "旅游", issuer = "李示范",
        });
        var id = (string)filed["id"]!;
        await carrier.Sent($"trips/{id}/issue", new { });
        return id;
    }
}
