namespace OrleansRegistry.Browser.Tests;

/// <summary>
/// Goal: an officer where there is no network still knows what a code is worth, as of when, and no more.
/// </summary>
[Collection(OneSilo.Name)]
public sealed class OfflineJourneyTests(SiloProcess silo)
{
    [Fact]
    public async Task The_camera_reads_a_code_and_its_verdict_comes_without_a_network()
    {
        SiloProcess.NeedsChromium();
        using var driver = await silo.Api("driver.2");
        var id = (string)(await driver.Got("certificates?mine=true"))["items"]![0]!["id"]!;
        var shown = await driver.Got($"certificates/{id}/display");
        var film = Path.Combine(Path.GetTempPath(), $"camera-{Guid.NewGuid():N}.y4m");
        await CameraFilm.Write(film, (string)shown["qr"]!);
        try
        {
            await using var browser = await silo.Launch("--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream", "--use-file-for-fake-video-capture=" + film);
            await using var officer = await Visitor.Inside(silo, "enforcement.yunnan", "zh-CN", 390, browser);
            await officer.Context.GrantPermissionsAsync(["camera"]);
            await officer.Page.GotoAsync("/verify/offline");
            await Expect(officer.Page.Locator("#counts")).ToContainTextAsync("状态清单 1");
            await officer.Page.EvaluateAsync("navigator.serviceWorker.ready.then(() => true)");
            await officer.Context.SetOfflineAsync(true);
            await officer.Press("扫一扫");
            await Expect(officer.Page.GetByRole(AriaRole.Heading, new() { Level = 2, Name = "有效（离线）" }))
                .ToBeVisibleAsync(new() { Timeout = 30_000 });
            await Expect(officer.Page.Locator("#camera")).ToBeHiddenAsync(); // It looks no longer than it has to.
            Assert.Empty(officer.Complaints);
        }
        finally
        {
            File.Delete(film);
        }
    }

    [Fact]
    public async Task The_page_can_be_installed_on_a_phone()
    {
        SiloProcess.NeedsChromium();
        await using var officer = await Visitor.Come(silo);
        await officer.Page.GotoAsync("/verify/offline");
        await officer.Page.EvaluateAsync("navigator.serviceWorker.ready.then(() => true)");
        var browser = await officer.Context.NewCDPSessionAsync(officer.Page);
        var answer = await browser.SendAsync("Page.getInstallabilityErrors");
        var faults = answer!.Value.GetProperty("installabilityErrors").EnumerateArray()
            .Select(fault => fault.GetProperty("errorId").GetString());
        Assert.Equal(["in-incognito"], faults); // As every page of a test is.
    }

    [Fact]
    public async Task A_code_is_checked_with_the_network_cut_by_what_was_fetched_in_the_shift()
    {
        SiloProcess.NeedsChromium();
        using var driver = await silo.Api("driver.2");
        var id = (string)(await driver.Got("certificates?mine=true"))["items"]![0]!["id"]!;
        var token = (string)(await driver.Got($"certificates/{id}/display"))["token"]!;
        await using var officer = await Visitor.As(silo, "enforcement.yunnan");
        await officer.Page.GetByLabel("执法地点").FillAsync("昆明西收费站");
        await officer.Press("开始班次");
        await officer.Page.GotoAsync("/verify/offline");
        await Expect(officer.Page.Locator("#counts")).ToContainTextAsync("状态清单 1");
        await Expect(officer.Page.Locator("#counts")).Not.ToContainTextAsync("—"); // The trips of the shift are there.
        await officer.IsAccessible();
        await officer.Page.EvaluateAsync("navigator.serviceWorker.ready.then(() => true)");

        await officer.Context.SetOfflineAsync(true);
        await officer.Page.ReloadAsync(); // The page itself is kept, too.
        await Says("https://else.example/v/" + token, "有效（离线）");
        await officer.IsAccessible();
        await Says(token[..^4] + "AAAA", "无法确认");
        await Says("https://example.com", "无法确认");
        await Expect(officer.Page.Locator("#meaning")).ToHaveTextAsync("这不是本系统的码。");
        await officer.Context.SetOfflineAsync(false);

        async Task Says(string code, string word)
        {
            await officer.Page.GetByLabel("二维码的内容").FillAsync(code);
            await officer.Press("核验");
            await Expect(officer.Page.GetByRole(AriaRole.Heading, new() { Level = 2, Name = word })).ToBeVisibleAsync();
        }
    }
}
