using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Portal.Fleet;
using OrleansRegistry.Portal.Tests.Support;
using Carrier = OrleansRegistry.Api.Tests.Support.Fleet;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: a carrier does for many vehicles at once what is the same for all, and knows before a trip is filed what is in
/// its way.
/// </summary>
[Collection(Shared.Name)]
public sealed class FleetTests(RegistryApp app)
{
    [Fact]
    public async Task Photos_are_matched_by_plate_and_each_vehicle_has_an_answer_of_its_own()
    {
        var fleet = await Carrier.New(app);
        var (first, second) = (await fleet.Vehicle(), await fleet.Vehicle());
        string PlateOf(JsonNode vehicle) => (string)vehicle["plate"]!;
        using var browser = await Browser.AsToken(app, fleet.Operator);
        var page = await browser.Open("/fleet/review");
        Assert.Equal(2, page.Document.QuerySelectorAll("input[name=take]").Length);
        PageRules.Check(page);
        var matched = await browser.Step(page, "match", photos:
            [PlateOf(first) + " 正面.png", PlateOf(first) + "-背面.png", PlateOf(second) + ".png", "IMG_0001.png"]);
        Assert.Equal(["正面和背面", "正面"],
            matched.Document.QuerySelectorAll("#take .chip").Select(chip => chip.TextContent));
        Assert.Contains("IMG_0001.png", matched.Read("main [role=status]"), StringComparison.Ordinal);
        Assert.Equal(2, matched.Document.QuerySelectorAll("input[name=take][checked]").Length);
        PageRules.Check(matched);
        var undeclared = await browser.Step(
            matched, "submit", [("contactName", "李四"), ("contactPhone", "13800000000")]);
        Assert.NotEmpty(undeclared.Read("#declared-fault"));
        Assert.Equal("李四", undeclared.Document.QuerySelector("#contactName")!.GetAttribute("value"));

        // Somebody else has handed one of them in meanwhile: the other one is taken all the same.
        await fleet.Operator.Done($"{HttpSteps.Api}/vehicles/{(string)second["id"]!}/applications",
            await fleet.Review(), HttpStatusCode.Created);
        var done = await browser.Step(undeclared, "submit", [("declared", "yes")]);
        Assert.Equal("1 辆已提交，1 辆未提交", done.Read("#receipts"));
        PageRules.Check(done);
        var receipts = await browser.Submit(done, "form[action$='/receipts.csv']");
        Assert.Equal("text/csv", receipts.Answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"\"{PlateOf(first)}\",\"已提交\",", receipts.Text, StringComparison.Ordinal);
        var twice = await browser.Step(undeclared, "submit", [("declared", "yes")]);
        Assert.Equal("0 辆已提交，2 辆未提交", twice.Read("#receipts")); // A second press hands nothing in again.
    }

    /// <summary>Those that wait for their decision are due first, and are more than the page shows of them.</summary>
    [Fact]
    public async Task A_vehicle_can_be_reviewed_however_many_wait_for_their_decision()
    {
        var fleet = await Carrier.New(app);
        for (var i = 0; i < 12; i++)
            await fleet.Operator.Done(
                $"{HttpSteps.Api}/vehicles/{(string)(await fleet.Vehicle())["id"]!}/applications",
                await fleet.Review(), HttpStatusCode.Created);
        var free = await fleet.Vehicle();
        using var browser = await Browser.AsToken(app, fleet.Operator);
        var page = await browser.Open("/fleet/review");
        Assert.Equal((string)free["id"]!, Assert.Single(
            page.Document.QuerySelectorAll("input[name=take]")).GetAttribute("value"));
        Assert.Contains("另有 2 辆未在此列出", page.Read("main"), StringComparison.Ordinal);
        PageRules.Check(page);
    }

    [Fact]
    public async Task The_nearest_date_of_the_whole_fleet_stands_first_and_not_that_of_a_page_of_it()
    {
        var fleet = await Carrier.New(app);
        for (var i = 0; i < 54; i++) await fleet.Vehicle();
        // Registered last, due first: its review was two years ago.
        var row = fleet.Row();
        row["reviewedOn"] = "2024-03-01";
        var late = await fleet.Officer.Done(
            HttpSteps.Api + "/vehicles", row.ToJsonString(), HttpStatusCode.Created);
        using var browser = await Browser.AsToken(app, fleet.Operator);
        var page = await browser.Open("/fleet");
        PageRules.Check(page);
        Assert.Equal((string)late["plate"]!, page.Read("tbody tr:first-child a"));
        Assert.Equal(40, page.Document.QuerySelectorAll("tbody tr").Length);
        var second = await browser.Open("/fleet?page=2");
        Assert.Equal(16, second.Document.QuerySelectorAll("tbody tr").Length); // Fifteen vehicles and the permit.
        var part = ((string)late["plate"]!)[1..].ToLowerInvariant();
        var found = await browser.Open("/fleet?q=" + Uri.EscapeDataString(part));
        Assert.Equal((string)late["plate"]!, found.Read("tbody a"));
        PageRules.Check(await browser.Open("/fleet?kind=drivers"));
        var none = await browser.Open("/fleet?q=%E6%B2%A1%E6%9C%89");
        Assert.Empty(none.Document.QuerySelectorAll("tbody tr"));
        PageRules.Check(none);
    }

    [Theory]
    [InlineData("豫A12345.jpg", "豫A12345", false)]
    [InlineData("豫a·12345 背面.PNG", "豫A12345", true)]
    [InlineData("豫A12345D-back.png", "豫A12345D", true)]
    [InlineData("照片 豫A99999.jpg", null, false)]
    [InlineData("豫A12345 豫B67890.jpg", null, false)]
    public void A_photo_is_of_the_one_vehicle_whose_plate_its_name_has(string file, string? plate, bool back)
    {
        FleetVehicle[] fleet = [Of("豫A12345"), Of("豫A12345D"), Of("豫B67890")];
        Assert.Equal(plate, PhotoNames.VehicleIn(file, fleet)?.Plate);
        Assert.Equal(back, PhotoNames.SideIn(file) == MaterialKind.VehicleLicenceSubPageBack);

        static FleetVehicle Of(string plate) => new(plate, plate, null, CertificateStatus.Valid, default, null);
    }

    [Fact]
    public async Task What_is_in_the_way_of_tomorrows_trip_is_known_today()
    {
        var c = await Charter.New(app);
        using var browser = await Browser.AsToken(app, c.Carrier);
        var trip = await c.Carrier.Done(Charter.Trips, c.Trip(plan =>
        {
            plan["departsAt"] = "2026-02-14T08:00:00+08:00";
            plan["returnsAt"] = "2026-02-15T20:00:00+08:00";
        }).ToJsonString(), HttpStatusCode.Created);
        var path = $"{Charter.Trips}/{(string)trip["id"]!}";
        async Task<string> InTheWay()
        {
            var page = await browser.Open("/fleet/trips");
            PageRules.Check(page);
            return page.Document.QuerySelector(".list li p")!.TextContent;
        }
        Assert.Contains("✕ 还没有下发凭证", await InTheWay(), StringComparison.Ordinal);
        await c.Carrier.Done(path + "/issue");
        await c.Drivers[0].Done(path + "/receive");
        Assert.Contains("✕ 测试员 还没有接收", await InTheWay(), StringComparison.Ordinal);
        await c.Drivers[1].Done(path + "/receive");
        Assert.Contains("可以按时出发", await InTheWay(), StringComparison.Ordinal);
        var own = await c.Drivers[0].Get(HttpSteps.Api + "/certificates?mine=true");
        var certificate = (string)own["items"]![0]!["id"]!;
        await c.Officer.Done($"{HttpSteps.Api}/certificates/{certificate}/cancel",
            new { ground = "authority", reason = "吊销" });
        Assert.Contains("✕", await InTheWay(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trip_is_filed_by_the_names_of_its_places_and_a_name_that_fits_several_is_asked_about()
    {
        var c = await Charter.New(app);
        using var browser = await Browser.AsToken(app, c.Carrier);
        var form = await browser.Open("/fleet/trips/new");
        Assert.Contains("<option>昆明市", form.Text, StringComparison.Ordinal);
        var unclear = await browser.Step(form, "check",
        [
            ("vehicleId", c.VehicleId), ("drivers", c.DriverIds[0]), ("kind", "SpecialCharter"),
            ("origin.place", "昆明"), ("destination.place", "朝阳区"), ("via", "贵阳 龙洞堡机场\n没有这里 加油站"),
            ("oneWayKm", "300"), ("departsAt", "2026-02-20"), ("departsAt.time", "08:00"),
            ("returnsAt", "2026-02-23"), ("returnsAt.time", "20:00"),
            ("contractNumber", "HT-" + Guid.NewGuid().ToString("N")[..8]), ("hirer", "旅行社"), ("passengers", "30"),
            ("purpose", "旅游"), ("issuer", "李"),
        ]);
        PageRules.Check(unclear);
        Assert.Contains("没有这里", unclear.Read("[id=via-fault]"), StringComparison.Ordinal);
        Assert.Equal(["北京市朝阳区", "吉林省长春市朝阳区"], unclear.Document
            .QuerySelectorAll("fieldset.which label").Select(label => label.TextContent));
        Assert.Empty(unclear.Document.QuerySelectorAll("[id='origin.region-fault']"));
        var known = await browser.Step(unclear, "check",
            [("destination.region.which.朝阳区", "110105"), ("via", "贵阳 龙洞堡机场")]);
        PageRules.Check(known);
        Assert.Single(known.Document.QuerySelectorAll("main [role=status]"));
        var filed = await browser.Follow(await browser.Step(known, "file"));
        Assert.Contains("北京市朝阳区", filed.Read("main"), StringComparison.Ordinal);
        var amend = await browser.Open(
            new Uri(app.Address, filed.Answer.RequestMessage!.RequestUri!).AbsolutePath + "/amend");
        string TypedInto(string field) => amend.Document.QuerySelector($"[name='{field}']") switch
        {
            AngleSharp.Html.Dom.IHtmlTextAreaElement text => text.Value,
            var input => input!.GetAttribute("value")!,
        };
        Assert.Equal("云南省昆明市", TypedInto("origin.region"));
        Assert.Equal("贵州省贵阳市 龙洞堡机场", TypedInto("via"));
    }

    [Fact]
    public async Task Before_a_trip_is_filed_each_condition_names_what_is_in_its_way()
    {
        var c = await Charter.New(app);
        using var browser = await Browser.AsToken(app, c.Carrier);
        var form = await browser.Open("/fleet/trips/new");
        (string, string)[] plan =
        [
            ("vehicleId", c.VehicleId), ("drivers", c.DriverIds[0]), ("kind", "SpecialCharter"),
            ("origin.region", "530100"), ("origin.place", "昆明"), ("destination.region", "440100"),
            ("destination.place", "广州"), ("oneWayKm", "1200"), ("departsAt", "2026-02-20"),
            ("departsAt.time", "08:00"), ("returnsAt", "2026-02-23"), ("returnsAt.time", "20:00"),
            ("contractNumber", "HT-" + Guid.NewGuid().ToString("N")[..8]), ("hirer", "旅行社"), ("passengers", "60"),
            ("purpose", "旅游"), ("issuer", "李"),
        ];
        var blocked = await browser.Step(form, "check", plan);
        var unmet = blocked.Document.QuerySelectorAll(".why li.bad").Select(item => item.TextContent).ToArray();
        Assert.Equal(2, unmet.Length); // Too few seats, too few drivers.
        Assert.Contains(unmet, text => text.Contains("云A", StringComparison.Ordinal)
            && text.Contains("45 个座位", StringComparison.Ordinal));
        PageRules.Check(blocked);
        var free = await browser.Step(blocked, "check", [("passengers", "30"), ("oneWayKm", "300")]);
        Assert.Empty(free.Document.QuerySelectorAll(".why li.bad"));
        Assert.Contains("仅限纸质标志牌", free.Read("main [role=status]"), StringComparison.Ordinal);
        Assert.Contains("自动审核，立即", free.Read("main [role=status]"), StringComparison.Ordinal);
        PageRules.Check(free);
        var filed = await browser.Follow(await browser.Step(free, "file"));
        PageRules.Check(filed);

        var path = new Uri(app.Address, filed.Answer.RequestMessage!.RequestUri!).AbsolutePath;
        var amend = await browser.Open(path + "/amend");
        Assert.Equal("广州", amend.Document.QuerySelector("[name='destination.place']")!.GetAttribute("value"));
        PageRules.Check(amend);
        var own = await browser.Step(amend, "check");
        Assert.Empty(own.Document.QuerySelectorAll(".why li.bad")); // Its own vehicle is not in its own way.
        var amended = await browser.Follow(await browser.Step(own, "file", [("passengers", "31")]));
        Assert.Contains("31 人", amended.Read("main"), StringComparison.Ordinal);
        var paper = await browser.Follow(await browser.Submit(path + "/paper", "main form"));
        Assert.Single(paper.Document.QuerySelectorAll($"a[href='{path}/plate.pdf']"));
        using var plate = await browser.Client.GetAsync(path + "/plate.svg");
        Assert.Equal("image/svg+xml", plate.Content.Headers.ContentType!.MediaType);
    }
}
