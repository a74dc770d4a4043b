using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Fleet;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Showing;
using OrleansRegistry.Portal.Tests.Support;
using OrleansRegistry.Sheets;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: a page stays small however much a carrier has and however long a code is: 25 KB with its style and icon, as a
/// phone with one bar of signal loads them. Method: pages whose length depends on what is on record are drawn with as
/// much as they take; the other pages are measured in a browser as they are.
/// </summary>
public sealed partial class PageSizeTests
{
    private const int MaxBytes = 25 * 1024;
    private static readonly DateOnly _day = new(2026, 2, 12);

    public static TheoryData<string> Languages => ["zh-CN", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_form_of_a_trip_with_as_many_vehicles_and_drivers_as_it_lists(string language)
    {
        var listed = Choices(vehicles: 20, drivers: 10).Model(null, TripForm.Empty());
        var page = await Small<FilingView>(listed, language);
        Assert.Equal(20, Count(page, "<option value=\"V-"));
        Assert.Equal(10, Count(page, "type=\"checkbox\" id=\"drivers-"));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_same_of_a_carrier_with_thousands(string language)
    {
        var choices = Choices(vehicles: 3_000, drivers: 4_500);
        Assert.Equal(0, Count(await Small<FilingView>(
            choices.Model(null, TripForm.Empty()), language), "type=\"checkbox\" id=\"drivers-"));
        var found = choices.Model(null, FormState.New((TripForm.DriverQuery, "驾驶员 1"), ("drivers", Driver(4_000))));
        var page = await Small<FilingView>(found, language);
        Assert.Equal(1 + 10, Count(page, "type=\"checkbox\" id=\"drivers-"));
        Assert.Matches($"id=\"drivers-{Driver(4_000)}\"[^>]* checked", page);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_fleet_of_thousands(string language)
    {
        var page = await Small<FleetView>(new FleetModel(
            new("云南昆明长途汽车运输集团有限责任公司", "云南昆明长途汽车运输集团有限责任公司"), "O-0000000000000000",
            new FleetWanted(90, "vehicles", "云A"), [(7, 1_000), (30, 2_000), (90, 3_000)], 3_000,
            [.. Enumerable.Range(0, FleetPage.PageSize).Select(n => new FleetRow(
                $"云A{n:D5}", $"/fleet/vehicles/V-{n:D16}", true, _day.AddDays(n - 1),
                new("道路运输证有效期", "vehicle certificate")))], 3_000, 2, 75, _day), language);
        Assert.Equal(FleetPage.PageSize, Count(page, "<tr><td>"));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_trips_of_a_carrier_with_as_many_as_a_page_lists(string language)
    {
        ListRow row = new(new("云A00000 · 昆明长水国际机场 → 西双版纳", "云A00000 · 昆明长水国际机场 → 西双版纳"),
            "/fleet/trips/T-0000000000000000", new("2月13日 08:00 发车 · 0/2 名驾驶员已接收",
                "13 February 08:00 · received by 0 of 2"), new("待下发", "To be issued"));
        await Small<ListView>(new ListModel(Section.Charter, new("包车备案", "Charter trips"), null,
            [
                new(new("今天和明天的行程", "Trips of today and tomorrow"),
                    [.. Enumerable.Repeat(row, FleetTripsPage.MaxShown + 1)], new("", "")),
                new(new("全部行程", "All trips"), [.. Enumerable.Repeat(row, FleetTripsPage.PageSize)], new("", "")),
            ], []), language);
    }

    [Fact]
    public void Of_thousands_of_drivers_a_company_lists_some_and_counts_the_rest()
    {
        var rows = FleetRecords.Listed(Enumerable.Range(0, 3_000).Select(n => RecordFact.Of("甲", "A", $"{n}")));
        Assert.Equal((41, "另有 2960 名"), (rows.Length, rows[^1].Name.Zh));
        Assert.Equal(40, FleetRecords.Listed(rows[..40]).Length);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Reviews_of_as_many_vehicles_as_one_form_has(string language)
    {
        var rules = Rulebook.Embedded.RoadAt(_day);
        var why = new ConditionView(ConditionName.NotCancelled, false, "WRONG_STATE", new("该车辆已有在办的年审申请，请等待结果。",
            "A review of this vehicle is already under way; wait for what comes of it."),
            "《道路运输车辆技术管理规定》第十五条", null, null);
        await Small<BulkReviewView>(new BulkReviewModel
        {
            Rows = [.. Enumerable.Range(0, 40).Select(n => ReviewRow.Of(Vehicle(n), rules))],
            Others = [.. Enumerable.Range(40, 10).Select(n => (Vehicle(n), why))], Later = 2_950,
            Form = FormState.New(("contactName", "张三"), ("contactPhone", "13800000000")), Today = _day,
        }, language);
    }

    /// <summary>Two codes are in it: the second is for when the signal is lost.</summary>
    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_screen_with_the_longest_codes(string language)
    {
        var code = new QrCodes().Draw(new string('x', 331));
        Assert.Equal(69 + 8, code.Side);
        var shown = (ShowTripModel)Filled.Of(typeof(ShowTripModel), null)!;
        await Small<ShowTrip>(shown with
        {
            Screen = new ScreenModel(
                new ScreenSlot("x", "123456", TimeProvider.System.GetUtcNow()), code, code, "/proof"),
        }, language);
    }

    [Theory]
    [InlineData(null, "云A00000")]
    [InlineData(45, "云A00000（45 座）")]
    public void A_vehicle_without_seats_has_no_empty_brackets(int? seats, string shown) => Assert.Equal(shown,
        Assert.Single(new FilingChoices([Vehicle(0) with { Seats = seats }], []).Model(null, TripForm.Empty())
            .Fields.Single(field => field.Name == "vehicleId").Choices).Text.Zh);

    private static FilingChoices Choices(int vehicles, int drivers) => new(
        [.. Enumerable.Range(0, vehicles).Select(Vehicle)],
        [.. Enumerable.Range(0, drivers).Select(n => (Driver(n), new LocalText($"驾驶员 {n}", $"驾驶员 {n}")))]);

    private static FleetVehicle Vehicle(int n) =>
        new($"V-{n:D16}", $"云A{n:D5}", 45, CertificateStatus.Valid, _day, _day);

    private static string Driver(int n) => $"P-{n:D16}";

    private static async Task<string> Small<TPage>(object model, string language)
    {
        var page = await DrawnPage.Of(typeof(TPage), model, language, Roles.Operator);
        IsSmall(page);
        return page;
    }

    /// <summary>The page with its style, script and icon is no larger than any page may be.</summary>
    internal static void IsSmall(string page)
    {
        var assets = Asset().Matches(page).Select(one => one.Groups[1].Value).Distinct().Sum(Zipped);
        var bytes = Encoding.UTF8.GetByteCount(page) + assets;
        Assert.True(bytes <= MaxBytes, $"{bytes} bytes, {assets} of them in files");
    }

    private static int Zipped(string name)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.SmallestSize)) gzip.Write(AssetFiles.Content(name));
        return zipped.ToArray().Length;
    }

    private static int Count(string page, string part) => page.Split(part).Length - 1;

    [GeneratedRegex("\"/assets/[0-9a-f]+/([^\"]+)\"")]
    private static partial Regex Asset();
}
