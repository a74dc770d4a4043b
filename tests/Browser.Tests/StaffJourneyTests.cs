using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace OrleansRegistry.Browser.Tests;

/// <summary>
/// Goal: an officer works a queue by the keyboard alone, and carriers and enterprises do their work by visible words.
/// Method: real pages of a real silo; what other people do meanwhile goes through the API.
/// </summary>
[Collection(OneSilo.Name)]
public sealed class StaffJourneyTests(SiloProcess silo)
{
    [Fact]
    public async Task An_officer_takes_a_case_looks_at_a_material_and_accepts_it_with_keys()
    {
        SiloProcess.NeedsChromium();
        var application = await Filed("driver.4");
        await using var officer = await Visitor.As(silo, "officer.henan", width: 1280);
        await Expect(officer.Page.GetByRole(AriaRole.Heading, new() { Name = "待办", Level = 1 })).ToBeVisibleAsync();
        await officer.IsAccessible();
        await officer.Keys("n", "Enter"); // Goes to the button; Enter takes the case.
        await Expect(officer.Page.GetByText("已由您领取")).ToBeVisibleAsync();
        await officer.Page.GotoAsync("/desk/cases/" + application);
        await officer.IsAccessible();
        await officer.Keys("2");
        await Expect(officer.Page.GetByRole(AriaRole.Heading, new() { Name = "2 / 2" })).ToBeVisibleAsync();
        await officer.Keys("a", "Enter");
        await Expect(officer.Page.Locator(".undo")).ToContainTextAsync("秒后发送");
        await officer.Keys("Escape"); // Not yet: nothing was sent.
        await Expect(officer.Page.Locator(".undo")).ToHaveCountAsync(0);
        Assert.Equal("submitted", await StatusOf(application));
        await officer.Keys("a", "Enter", "Enter"); // A second Enter sends it at once.
        await Expect(officer.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("已受理");
        Assert.Equal("accepted", await StatusOf(application));
    }

    [Fact]
    public async Task The_desk_works_without_scripts_and_on_a_phone()
    {
        SiloProcess.NeedsChromium();
        var application = await Filed("driver.2");
        await using var officer = await Visitor.As(silo, "officer.henan", "en", scripts: false);
        await officer.Page.GotoAsync("/desk/cases/" + application);
        await officer.Page.Locator("summary").Filter(new() { HasText = "Do not accept" }).ClickAsync();
        await officer.Page.Locator("details[open]").GetByLabel("The material is not the one that was asked for")
            .CheckAsync();
        await officer.Press("Confirm: Do not accept");
        await Expect(officer.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Not accepted");
        Assert.Equal("notAccepted", await StatusOf(application));
    }

    [Fact]
    public async Task A_carrier_files_a_charter_and_issues_it()
    {
        SiloProcess.NeedsChromium();
        await using var carrier = await Visitor.As(silo, "operator.demo", width: 1280);
        await carrier.IsAccessible();
        await carrier.Follow("包车备案");
        await carrier.Follow("新的包车备案");
        await carrier.IsAccessible();
        await carrier.Page.Locator("[name=vehicleId]").First.EvaluateAsync(
            "e => e.type === 'radio' ? e.click() : (e.selectedIndex = 1)");
        foreach (var box in await carrier.Page.Locator("[name=drivers]").AllAsync()) await box.CheckAsync();
        foreach (var (label, text) in new[]
        {
            ("起点", "昆明"), ("终点", "成都"), ("单边行程（公里）", "700"),
            ("包车合同编号", "HT-2026-BROWSER"), ("包车人", "昆明旅行社"), ("乘客人数", "30"), ("包车用途", "旅游"), ("签发人", "李示范"),
        })
            await carrier.Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        await carrier.Page.GetByLabel("途经地").FillAsync("贵阳");
        await carrier.Page.Locator("[name=departsAt]").FillAsync("2026-02-18");
        await carrier.Page.Locator("[name='departsAt.time']").FillAsync("08:00");
        await carrier.Page.Locator("[name=returnsAt]").FillAsync("2026-02-20");
        await carrier.Page.Locator("[name='returnsAt.time']").FillAsync("20:00");
        await carrier.Press("先看条件");
        await Expect(carrier.Page.GetByText("✓ 条件全部符合")).ToBeVisibleAsync();
        await Expect(carrier.Page.GetByText("✓ 可以下发电子包车牌")).ToBeVisibleAsync();
        await carrier.IsAccessible();
        await carrier.Press("确认备案");
        await Expect(carrier.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("昆明 → 成都");
        await carrier.IsAccessible();
    }

    [Fact]
    public async Task An_enterprise_sees_its_reviews_and_reports_and_asks_a_driver()
    {
        SiloProcess.NeedsChromium();
        await using var enterprise = await Visitor.As(silo, "employer.demo", "en");
        await Expect(enterprise.Page.GetByRole(AriaRole.Heading, new() { Name = "Waiting for the first review" }))
            .ToBeVisibleAsync();
        await enterprise.IsAccessible();
        await enterprise.Follow("Enterprise, units and letters");
        await enterprise.IsAccessible();
        await enterprise.Follow("Ask a driver");
        await enterprise.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("赵新");
        await enterprise.Page.GetByLabel("Identity number").FillAsync("410185199001010083");
        await enterprise.IsAccessible();
    }

    private async Task<string> StatusOf(string application)
    {
        using var officer = await silo.Api("officer.henan");
        return (string)(await officer.Got("applications/" + application))["status"]!;
    }

    /// <summary>A reissue of the account's first certificate is filed; whose renewal is shown elsewhere is left alone.
    /// </summary>
    private async Task<string> Filed(string account)
    {
        using var driver = await silo.Api(account);
        var certificate = (string)(await driver.Got("certificates?mine=true"))["items"]![0]!["id"]!;
        var materials = new JsonArray();
        foreach (var kind in (string[])["drivingLicence", "portraitPhoto"])
            materials.Add(new JsonObject { ["kind"] = kind, ["documentId"] = await Upload(driver, kind) });
        var filed = await driver.Sent($"certificates/{certificate}/applications", new
        {
            service = "certificate.reissue", form = new { reason = "lost" }, materials, delivery = "pickUp",
        });
        return (string)filed["id"]!;
    }

    internal static async Task<string> Upload(HttpClient client, string kind)
    {
        using var body = new MultipartFormDataContent();
        using var file = new ByteArrayContent(Api.Tests.Support.Images.Png(856, 1200, shade: (byte)kind.Length));
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var name = new StringContent(kind);
        body.Add(name, "kind");
        body.Add(file, "file", kind + ".png");
        using var answer = await client.PostAsync(new Uri("documents", UriKind.Relative), body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return (string)JsonNode.Parse(text)!["id"]!;
    }
}
