namespace OrleansRegistry.Browser.Tests.Tours;

/// <summary>docs/tours/charter-in-the-browser.md, step by step, on a silo of its own: it moves the clock.</summary>
public sealed class CharterTourTests(SiloProcess silo) : IClassFixture<SiloProcess>
{
    private const string Lead = """
        Start a registry with a clock that stands on Thursday 12 February 2026, in an empty folder, and open
        <http://127.0.0.1:5080> in a browser:

        ```bash
        Registry__Clock=2026-02-12T09:00:00+08:00 dotnet run --project src/Silo
        ```

        A bus goes from Kunming to Chengdu. The carrier files the trip and issues its certificate, a driver receives and
        shows it, and at the roadside everybody who scans the code sees what it is worth at that instant. Accounts and
        password: [use](../use.md#accounts). The pictures are made by the test that does these steps
        (`REGISTRY_TOURS=write`). Nobody outside the project was watched doing them.
        """;

    [Fact]
    public async Task The_tour_of_a_charter_bus_is_done_by_visible_words()
    {
        SiloProcess.NeedsChromium();
        var tour = new Tour("charter", "A tour of a charter bus in the browser", Lead);
        await using var carrier = await Visitor.Come(silo, width: 1280);
        await Filing(tour, carrier);
        await using var driver = await Visitor.Come(silo);
        await Showing(tour, driver);
        await AtTheRoadside(tour, driver);
        await tour.End();
    }

    private static async Task Filing(Tour tour, Visitor carrier)
    {
        await tour.Step("The carrier (`operator.demo`) sees vehicles, drivers and permits by the nearest date.",
            carrier, () => carrier.SignIn("operator.demo"));
        await tour.Step("“包车备案”, “新的包车备案”: places, times, bus, drivers and contract.", carrier, async () =>
        {
            await carrier.Follow("包车备案");
            await carrier.Follow("新的包车备案");
            await carrier.Page.Locator("[name=vehicleId]").First.EvaluateAsync(
                "e => e.type === 'radio' ? e.click() : (e.selectedIndex = 1)");
            foreach (var box in await carrier.Page.Locator("[name=drivers]").AllAsync()) await box.CheckAsync();
            foreach (var (label, text) in new[]
            {
                ("起点", "昆明"), ("终点", "成都"), ("单边行程（公里）", "700"),
                ("包车合同编号", "HT-2026-TOUR"), ("包车人", "昆明旅行社"), ("乘客人数", "30"), ("包车用途", "旅游"), ("签发人", "李示范"),
            })
                await carrier.Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
            await carrier.Page.GetByLabel("途经地").FillAsync("贵阳");
            await carrier.Page.Locator("[name=departsAt]").FillAsync("2026-02-13");
            await carrier.Page.Locator("[name='departsAt.time']").FillAsync("08:00");
            await carrier.Page.Locator("[name=returnsAt]").FillAsync("2026-02-16");
            await carrier.Page.Locator("[name='returnsAt.time']").FillAsync("20:00");
        });
        await tour.Step("“先看条件” says what stands in the way, vehicle by vehicle and driver by driver, and whether the "
            + "certificate will be electronic, before anything is filed.", carrier, async () =>
        {
            await carrier.Press("先看条件");
            await Expect(carrier.Page.GetByText("✓ 条件全部符合")).ToBeVisibleAsync();
        });
        await tour.Step("“确认备案”: up to 800 km it is reviewed at once.", carrier, async () =>
        {
            await carrier.Press("确认备案");
            await Expect(carrier.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("昆明 → 成都");
        });
        await tour.Step("“下发电子凭证” says what comes of it before it is confirmed; then the page says who of the drivers "
            + "has received it.", carrier, async () =>
        {
            await carrier.Follow("下发电子凭证");
            await carrier.Press("确认：下发电子凭证");
            await Expect(carrier.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        });
    }

    private static async Task Showing(Tour tour, Visitor driver)
    {
        await tour.Step("Driver 3 has it on the first page: “接收”.", driver, () => driver.SignIn("driver.3"));
        await tour.Step("“确认接收”.", driver, async () =>
        {
            await driver.Follow("接收");
            await driver.Press("确认接收");
        });
    }

    private async Task AtTheRoadside(Tour tour, Visitor driver)
    {
        await using var officer = await Visitor.Come(silo);
        await tour.Step("The officer at the roadside (`enforcement.yunnan`) opens a shift.", officer, async () =>
        {
            await officer.SignIn("enforcement.yunnan");
            await officer.Page.GetByLabel("执法地点").FillAsync("G85 昭通检查站");
            await officer.Press("开始班次");
        });
        await using var administrator = await Visitor.As(silo, "admin", width: 1280);
        await administrator.MoveClock("2026-02-13", "09:00");
        await tour.Step("On the road (`admin` moves the clock at `/admin/clock`) the driver shows it: plate, code and "
            + "six digits that change. Without a signal the saved certificate stays and they go.", driver, async () =>
        {
            await driver.Page.ReloadAsync();
            await driver.Follow("出示电子包车牌");
            await Expect(driver.Page.Locator("#digits")).ToBeVisibleAsync();
        });
        await tour.Step("Whoever scans the code sees the verdict for this instant, what has to be compared by hand, "
            + "and the same six digits.", officer, async () =>
        {
            using var phone = await silo.Api("driver.3");
            var trip = (string)(await phone.Got("trips?mine=true"))["items"]![0]!["id"]!;
            var code = (string)(await phone.Got($"trips/{trip}/display"))["qr"]!;
            await officer.Page.GotoAsync(new Uri(code).AbsolutePath);
            await Expect(officer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("有效");
        });
    }
}
