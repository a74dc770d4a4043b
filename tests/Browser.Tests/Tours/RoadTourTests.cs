namespace OrleansRegistry.Browser.Tests.Tours;

/// <summary>docs/tours/road-in-the-browser.md, step by step, on a silo of its own: it moves the clock.</summary>
public sealed class RoadTourTests(SiloProcess silo) : IClassFixture<SiloProcess>
{
    private const string Lead = """
        Start a registry with a clock that stands on Thursday 12 February 2026, in an empty folder, and open
        <http://127.0.0.1:5080> in a browser:

        ```bash
        Registry__Clock=2026-02-12T09:00:00+08:00 dotnet run --project src/Silo
        ```

        A driver renews a certificate on a phone, an officer decides by the keyboard at a desk, and somebody else's
        certificate ends by itself because nobody asked. Accounts and password: [use](../use.md#accounts). What is
        quoted can be read on the screen; EN at the top changes the language. The pictures are made by the test that
        does these steps (`REGISTRY_TOURS=write`). Nobody outside the project was watched doing them.
        """;

    [Fact]
    public async Task The_tour_of_the_road_certificates_is_done_by_visible_words()
    {
        SiloProcess.NeedsChromium();
        var tour = new Tour("road", "A tour of the road certificates in the browser", Lead);
        await using var driver = await Visitor.Come(silo);
        await using var officer = await Visitor.Come(silo, width: 1280);
        await Renewal(tour, driver);
        await Decision(tour, officer, driver);
        await WhatComesOfNothing(tour);
        await tour.End();
    }

    private static async Task Renewal(Tour tour, Visitor driver)
    {
        await tour.Step("The first page asks what you want to do.", driver, async () =>
        {
            await driver.Page.GotoAsync("/");
            await Expect(driver.Page.GetByRole(AriaRole.Heading, new() { Name = "您要办什么？" })).ToBeVisibleAsync();
        });
        await tour.Step("Driver 1 signs in by user name (`/sign-in/staff`; in Production drivers use their phone) and "
            + "sees what is to be done, by legal date, with what happens otherwise.", driver, () =>
            driver.SignIn("driver.1"));
        await tour.Step("“去换证” shows the notice of the service: conditions, materials, fees, limits. Tick that you "
            + "have read it, then “开始填写”.", driver, async () =>
        {
            await driver.Follow("去换证");
            await driver.Page.GetByLabel("我已阅读并同意").CheckAsync();
        });
        await tour.Step("What the registry knows is filled in. “下一步：上传材料”.", driver, async () =>
        {
            await driver.Press("开始填写");
            await driver.Page.GetByLabel("联系电话").FillAsync("13800138000");
        });
        await tour.Step("Four photos, each looked at when it is chosen. “下一步：核对”.", driver, async () =>
        {
            await driver.Press("下一步：上传材料");
            foreach (var paper in (string[])["机动车驾驶证（正本、副本）", "从业资格证个人信息页", "从业资格证违章记录页", "近期二寸正面免冠"])
                await driver.Choose(paper);
        });
        await tour.Step("“确认提交”: the authority has two working days to accept it and three to decide.", driver,
            async () =>
            {
                await driver.Press("下一步：核对");
                await driver.Press("确认提交");
                await Expect(driver.Page.GetByText("✓ 提交成功")).ToBeVisibleAsync();
            });
    }

    private static async Task Decision(Tour tour, Visitor officer, Visitor driver)
    {
        await tour.Step("The officer of Henan (`officer.henan`) sees the queue, most urgent limit first.", officer,
            () => officer.SignIn("officer.henan"));
        await tour.Step("`N` and Enter take the next case: what was handed in stands beside what is on record, with "
            + "every condition and its article.", officer, async () =>
        {
            await officer.Keys("n", "Enter");
            await Expect(officer.Page.GetByText("已由您领取")).ToBeVisibleAsync();
        });
        await tour.Step(
            "`A` and Enter accept it, a second Enter sends it at once; within ten seconds it can be stopped.", officer,
            () => Decide(officer, "a", "已受理"));
        await tour.Step("The next case comes by itself, and after the last one the queue: `N` takes the same case "
            + "again, and `P` approves.", officer, async () =>
        {
            if (!(await officer.Where()).Contains("/cases/", StringComparison.Ordinal))
            {
                await officer.Keys("n", "Enter");
                await officer.Arrives("/desk/cases/");
            }
            await Decide(officer, "p", "已通过");
        });
        await tour.Step("The driver sees each step with its date, and the decision as a document.", driver, async () =>
        {
            await driver.Page.ReloadAsync();
            await Expect(driver.Page.GetByText("审核通过").First).ToBeVisibleAsync();
        });
    }

    private async Task WhatComesOfNothing(Tour tour)
    {
        await using var lazy = await Visitor.Come(silo);
        await tour.Step("Driver 2 has a certificate that ends soon and does nothing. The home page says what will "
            + "happen, and on which day.", lazy, () => lazy.SignIn("driver.2"));
        await tour.Step("After 181 days (the administrator `admin` moves the clock at `/admin/clock`, which only such "
            + "a registry has) the certificate is cancelled. The registry did it by itself.", lazy, async () =>
        {
            await using var administrator = await Visitor.As(silo, "admin", width: 1280);
            await administrator.MoveClock("2026-08-22", "00:00");
            await lazy.Page.GotoAsync("/my/certificates");
            await Expect(lazy.Page.GetByText("已注销").First).ToBeVisibleAsync();
        });
    }

    private static async Task Decide(Visitor officer, string key, string said)
    {
        await officer.Keys(key, "Enter", "Enter");
        await Expect(officer.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(said);
    }
}
