using System.Text.Json.Nodes;

namespace OrleansRegistry.Browser.Tests;

/// <summary>
/// Goal: what happens after the first answer is done by visible words as well: what was found on the road and the
/// objection to it, more papers that were asked for, the sentence for the railway's video, a lost phone.
/// </summary>
[Collection(OneSilo.Name)]
public sealed class RoadJourneyTests(SiloProcess silo)
{
    private const string Plate = "云A10D18"; // A coach of the demonstration's carrier.

    [Fact]
    public async Task An_officer_records_a_finding_the_carrier_objects_and_the_desk_answers()
    {
        SiloProcess.NeedsChromium();
        await using var officer = await Visitor.As(silo, "enforcement.yunnan");
        await officer.Page.GetByLabel("车牌号").FillAsync(Plate);
        await officer.Press("查询");
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "记录发现的问题" }).First.ClickAsync();
        await officer.Page.GetByLabel("未携带包车合同").CheckAsync();
        await officer.Press("记录");
        await Expect(officer.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync(); // What was seen is missing.
        await officer.IsAccessible();
        await officer.Page.GetByLabel("说明").FillAsync("在昆明西收费站检查，未出示合同");
        await officer.Choose("照片和材料");
        await officer.Press("记录");
        await Expect(officer.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("已记录");
        await Expect(officer.Page.GetByRole(AriaRole.Link, new() { Name = "PDF" })).ToBeVisibleAsync();
        await officer.IsAccessible();

        await using var carrier = await Visitor.As(silo, "operator.demo", "en", 1280, scripts: false);
        await carrier.Follow("Roadside findings");
        await carrier.Follow("The charter contract was not carried " + Plate);
        await carrier.Follow("Object to it");
        await carrier.Page.GetByLabel("What is wrong").FillAsync("The contract lay in the coach.");
        await carrier.Press("Object");
        await Expect(carrier.Page.GetByText("The authority answers by")).ToBeVisibleAsync();

        await using var desk = await Visitor.As(silo, "officer.yunnan", "en", 1280);
        await desk.Follow("Objections");
        await desk.Follow("Against a finding at the roadside");
        await desk.IsAccessible();
        await desk.Follow("Answer it");
        await desk.Page.GetByLabel("Upheld", new() { Exact = true }).CheckAsync();
        await desk.Page.GetByLabel("Reasons").FillAsync("The contract was handed in.");
        await desk.IsAccessible();
        await desk.Press("Confirm: Answer it");
        await Expect(desk.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Answer it");
        await carrier.Page.ReloadAsync();
        await Expect(carrier.Page.GetByText("The contract was handed in.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_driver_hands_in_what_the_officer_asked_for()
    {
        SiloProcess.NeedsChromium();
        using var api = await silo.Api("driver.2");
        var certificate = (string)(await api.Got("certificates?mine=true"))["items"]!.AsArray()[^1]!["id"]!;
        var materials = new JsonArray();
        foreach (var kind in (string[])["drivingLicence", "portraitPhoto"])
            materials.Add(new JsonObject
            {
                ["kind"] = kind, ["documentId"] = await StaffJourneyTests.Upload(api, kind),
            });
        var filed = (string)(await api.Sent($"certificates/{certificate}/applications", new
        {
            service = "certificate.reissue", form = new { reason = "lost" }, materials, delivery = "pickUp",
        }))["id"]!;
        using var officer = await silo.Api("officer.henan");
        await officer.Sent($"applications/{filed}/supplement",
            new { materials = new[] { "portraitPhoto" }, message = "照片看不清，请重新上传" });

        await using var driver = await Visitor.As(silo, "driver.2");
        await driver.Follow("去补正");
        await Expect(driver.Page.GetByText("照片看不清，请重新上传")).ToBeVisibleAsync();
        await driver.IsAccessible();
        await driver.Choose("近期二寸正面免冠", 30);
        await driver.Press("提交补正");
        await Expect(driver.Page.GetByText("已提交").First).ToBeVisibleAsync();
        Assert.Equal("submitted", (string)(await api.Got("applications/" + filed))["status"]!);
        await api.Sent($"applications/{filed}/withdraw", new { }); // Leaves nothing open for other journeys.
    }

    [Fact]
    public async Task The_sentence_for_the_video_rolls_or_goes_on_phrase_by_phrase()
    {
        SiloProcess.NeedsChromium();
        await using var driver = await Visitor.As(silo, "driver.5");
        await driver.Page.GotoAsync("/my/rail");
        await driver.Follow("录制视频时说的话");
        await driver.IsAccessible();
        await driver.Press("开始滚动");
        await Expect(driver.Page.GetByRole(AriaRole.Button, new() { Name = "暂停" })).ToBeVisibleAsync();
        await driver.Page.WaitForFunctionAsync("() => document.getElementById('speak').scrollTop > 4");
        await driver.Press("回到开头");
        await driver.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await driver.Press("下一句");
        await driver.Press("下一句");
        await Expect(driver.Page.Locator("#speak li").Nth(1)).ToHaveAttributeAsync("aria-current", "true");
        await driver.IsAccessible();

        await using var plain = await Visitor.As(silo, "driver.5", scripts: false);
        await plain.Page.GotoAsync("/my/rail/sentence");
        await Expect(plain.Page.Locator("#speak li").Last).ToBeVisibleAsync(); // The whole sentence, without a script.
        await Expect(plain.Page.GetByRole(AriaRole.Button, new() { Name = "开始滚动" })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_manager_hands_a_driver_who_lost_the_phone_a_code_and_the_new_phone_takes_it()
    {
        SiloProcess.NeedsChromium();
        await using var manager = await Visitor.As(silo, "employer.demo", "en", 1280);
        await manager.Follow("Drivers");
        await manager.Page.GetByRole(AriaRole.Link, new() { Name = await NameOf("driver.5") }).First.ClickAsync();
        await manager.Follow("The phone is lost");
        await manager.IsAccessible();
        await manager.Press("Make a recovery code");
        var given = await manager.Page.Locator(".secret").AllInnerTextsAsync();
        await manager.IsAccessible();

        await using var driver = await Visitor.Come(silo);
        await driver.Page.GotoAsync("/sign-in");
        await driver.Follow("手机丢失或换号");
        await driver.IsAccessible();
        await driver.Page.GetByLabel("恢复编号").FillAsync(given[0]);
        await driver.Page.GetByLabel("恢复码").FillAsync("00000000");
        await driver.Page.GetByLabel("身份证件号码").FillAsync("410185199001010083");
        await driver.Page.GetByLabel("新手机号").FillAsync("13912340077");
        await driver.Press("获取验证码");
        await driver.IsAccessible();
        await driver.Page.GetByLabel("新手机收到的验证码").FillAsync(await silo.CodeOf("13912340077"));
        await driver.Press("换成新号码");
        // A wrong code and a wrong number are one answer; what was typed is kept.
        await Expect(driver.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(driver.Page.GetByLabel("恢复编号")).ToHaveValueAsync(given[0]);
        await driver.IsAccessible();
    }

    private async Task<string> NameOf(string account)
    {
        using var api = await silo.Api(account);
        return (string)(await api.Got("me"))["realName"]!["name"]!;
    }
}
