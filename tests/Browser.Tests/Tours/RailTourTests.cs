using System.Text.RegularExpressions;
using OrleansRegistry.Infrastructure.Tests.Documents;

namespace OrleansRegistry.Browser.Tests.Tours;

/// <summary>docs/tours/rail-in-the-browser.md, step by step, on a silo of its own.</summary>
public sealed partial class RailTourTests(SiloProcess silo) : IClassFixture<SiloProcess>
{
    private const string Lead = """
        Start a registry with a clock that stands on Thursday 12 February 2026, in an empty folder, and open
        <http://127.0.0.1:5080> in a browser:

        ```bash
        Registry__Clock=2026-02-12T09:00:00+08:00 dotnet run --project src/Silo
        ```

        A locomotive driver has lost the licence and gets a new one: the employer looks first, the exam centre reports,
        the administration decides and announces. Accounts and password: [use](../use.md#accounts). The two papers are
        any PDF of A4, the video is any MP4. The pictures are made by the test that does these steps
        (`REGISTRY_TOURS=write`). Nobody outside the project was watched doing them.
        """;

    [Fact]
    public async Task The_tour_of_the_railway_is_done_by_visible_words()
    {
        SiloProcess.NeedsChromium();
        var tour = new Tour("rail", "A tour of the railway in the browser", Lead);
        await using var driver = await Visitor.Come(silo);
        await Application(tour, driver);
        await Decide(tour, "employer.demo", "The employer (`employer.demo`) has it on its first page. `A` and "
            + "Enter say that it is right; a second Enter sends it at once.", "a", "已提交考试中心");
        await Decide(
            tour, "centre", "The exam centre (`centre`) compares and reports it to the administration: `U`.", "u",
            "已上报");
        await Decide(tour, "nra", "The administration (`nra`) approves it: `P`.", "p", "已通过");
        await tour.Step("The driver sees each step with its date, and by when the decision is announced for "
            + "everybody to read.", driver, async () =>
        {
            await driver.Page.ReloadAsync();
            await Expect(driver.Page.GetByText("2月24日前").First).ToBeVisibleAsync();
        });
        await tour.End();
    }

    private static async Task Application(Tour tour, Visitor driver)
    {
        await tour.Step("Driver 5 sees the licence, what can be done about it, and what will happen by itself.", driver,
            async () =>
            {
                await driver.SignIn("driver.5");
                await driver.Page.GotoAsync("/my/rail");
            });
        await tour.Step("“办理” beside 补证: the notice of the service. Tick that you have read it, then “开始填写”.",
            driver, async () =>
            {
                await driver.Follow("补证");
                await driver.Page.GetByLabel("我已阅读并同意").CheckAsync();
            });
        await tour.Step("The reason is chosen.", driver, async () =>
        {
            await driver.Press("开始填写");
            await driver.Page.Locator("[name=reason]").First.EvaluateAsync(
                "e => e.type === 'radio' ? e.click() : (e.selectedIndex = 1)");
        });
        await tour.Step("Two papers, and a video in which the driver says a sentence; it stands above the field.",
            driver, async () =>
            {
                await driver.Press("下一步：上传材料");
                await driver.Choose("reissueForm", "application/pdf", RailFiles.Pdf());
                await driver.Choose("employerConsent", "application/pdf", RailFiles.Pdf(pages: 1, height: 842));
                await driver.Choose("video", "video/mp4", RailFiles.Mp4("vide", "soun"));
            });
        await tour.Step("“确认提交”.", driver, async () =>
        {
            await driver.Press("下一步：核对");
            await driver.Press("确认提交");
            await Expect(driver.Page.GetByText("✓ 提交成功")).ToBeVisibleAsync();
        });
    }

    private async Task Decide(Tour tour, string account, string sentence, string key, string said)
    {
        await using var office = await Visitor.Come(silo, width: 1280);
        await tour.Step(sentence, office, async () =>
        {
            await office.SignIn(account);
            await office.Page.GetByRole(AriaRole.Link, new() { NameRegex = Case() }).ClickAsync();
            await Expect(office.Page.Locator("#decide")).ToBeVisibleAsync();
        });
        await office.Keys(key, "Enter", "Enter");
        await Expect(office.Page.GetByText(said).First).ToBeVisibleAsync();
    }

    /// <summary>The case in a list: what is applied for, and by whom.</summary>
    [GeneratedRegex("补证.*陈静")]
    private static partial Regex Case();
}
