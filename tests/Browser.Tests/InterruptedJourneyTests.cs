namespace OrleansRegistry.Browser.Tests;

/// <summary>
/// Goal: a driver on a phone between two trips is interrupted and loses nothing: goes back, is signed out meanwhile,
/// chooses a wrong file.
/// </summary>
[Collection(OneSilo.Name)]
public sealed class InterruptedJourneyTests(SiloProcess silo)
{
    private const string Address = "郑州市金水区花园路 1 号";

    [Fact]
    public async Task Going_back_shows_what_was_typed_and_a_session_that_ended_keeps_it()
    {
        SiloProcess.NeedsChromium();
        await using var driver = await Visitor.Inside(silo, "driver.2", "zh-CN", 360);
        var page = driver.Page;
        await page.GotoAsync(await Reissue());
        await page.GetByLabel("我已阅读并同意").CheckAsync();
        await driver.Press("开始填写");
        await page.GetByLabel("邮寄（到付）").CheckAsync();
        await page.Locator("[id='delivery.address']").FillAsync(Address);
        await page.GetByLabel("遗失").CheckAsync();
        await driver.Press("下一步：上传材料");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "上传材料" })).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "填写信息" })).ToBeVisibleAsync();
        await page.GoForwardAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "上传材料" })).ToBeVisibleAsync();

        await driver.Context.ClearCookiesAsync(new() { Name = "registry" }); // As when the twelve hours are over.
        await driver.Press("下一步：核对");
        await Expect(page.GetByText("填写的内容都还在")).ToBeVisibleAsync();
        await driver.IsAccessible();
        await driver.Press("法人、单位和工作人员登录");
        await page.GetByLabel("用户名").FillAsync("driver.2");
        await page.GetByLabel("密码", new() { Exact = true }).FillAsync(SiloProcess.Password);
        await driver.Press("登录");
        await driver.IsAccessible();
        await driver.Press("继续");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("缺少"); // The papers were not chosen yet.
        await driver.Press("上一步");
        await Expect(page.Locator("[id='delivery.address']")).ToHaveValueAsync(Address);
    }

    [Fact]
    public async Task A_file_of_a_wrong_kind_or_size_is_said_at_once_at_its_field()
    {
        SiloProcess.NeedsChromium();
        await using var driver = await Visitor.Inside(silo, "driver.2", "zh-CN", 360);
        var page = driver.Page;
        await page.GotoAsync(await Reissue());
        await page.GetByLabel("我已阅读并同意").CheckAsync();
        await driver.Press("开始填写");
        await page.GetByLabel("遗失").CheckAsync();
        await driver.Press("下一步：上传材料");
        var field = page.Locator("#portraitPhoto");
        await field.SetInputFilesAsync(new FilePayload { Name = "说明.txt", MimeType = "text/plain", Buffer = [1] });
        await Expect(page.Locator("#portraitPhoto-chosen")).ToContainTextAsync("说明.txt 的格式不对");
        await field.SetInputFilesAsync(new FilePayload
        {
            Name = "大图.png", MimeType = "image/png", Buffer = new byte[10 * 1024 * 1024 + 1],
        });
        await Expect(page.Locator("#portraitPhoto-chosen")).ToContainTextAsync("最多 10 MB");
        await driver.IsAccessible();
        await driver.Press("下一步：核对"); // Not sent: half an hour of a weak signal for nothing.
        await Expect(field).ToBeFocusedAsync();
        await driver.Choose("近期二寸正面免冠");
        await Expect(page.Locator("#portraitPhoto-chosen")).ToHaveTextAsync("");
    }

    private async Task<string> Reissue()
    {
        using var api = await silo.Api("driver.2");
        var id = (string)(await api.Got("certificates?mine=true"))["items"]!.AsArray()[^1]!["id"]!;
        return $"/my/certificates/{id}/apply/certificate.reissue";
    }
}
