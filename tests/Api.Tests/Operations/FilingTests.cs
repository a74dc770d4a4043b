using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: whoever is about to file something sees every condition at once, and the filing then says the same (http.md
/// 9). Method: the list of services and the check of a body beside the filing of the same body.
/// </summary>
[Collection(Shared.Name)]
public sealed class FilingTests(RegistryApp app)
{
    private const string Api = HttpSteps.Api;

    [Fact]
    public async Task Every_service_of_a_certificate_says_whether_it_is_possible_from_when_and_why_not()
    {
        var holder = await app.As("driver.3");
        var items = await Services(holder, $"{Api}/certificates/{await app.CertificateOf("driver.3")}/services");
        Assert.Equal(
            ["certificate.assessment", "certificate.renewal", "certificate.reissue", "certificate.change",
                "certificate.cancellation"], items.Select(item => (string)item["service"]!));
        foreach (var condition in items.SelectMany(item => item["conditions"]!.AsArray()))
        {
            Assert.NotEmpty((string)condition!["text"]!["zh"]!);
            Assert.NotEmpty((string)condition["text"]!["en"]!);
            Assert.NotEmpty((string)condition["law"]!);
            Assert.Equal((bool)condition["met"]!, condition["code"] is null);
        }
        foreach (var item in items)
            Assert.Equal((bool)item["possible"]!, item["conditions"]!.AsArray().All(one => (bool)one!["met"]!));
    }

    [Fact]
    public async Task Before_its_window_a_renewal_is_not_possible_and_says_from_when_to_when()
    {
        var (holder, id) = await Holder(firstIssuedOn: "2022-03-01");
        var renewal = (await Services(holder, $"{Api}/certificates/{id}/services"))
            .Single(item => (string)item["service"]! == "certificate.renewal");
        Assert.False((bool)renewal["possible"]!);
        Assert.Equal("2028-01-30", (string)renewal["from"]!);
        Assert.NotNull(renewal["until"]);
        var window = Named(renewal, "window");
        Assert.Equal("TOO_EARLY", (string)window["code"]!);
        Assert.Equal("2028-01-30", (string)window["from"]!);
    }

    [Fact]
    public async Task A_check_lists_everything_at_once_and_commits_nothing()
    {
        var (holder, id) = await Holder(firstIssuedOn: "2022-03-01");
        var path = $"{Api}/certificates/{id}/applications";
        var body = new
        {
            service = "certificate.renewal", form = new { phone = "1" },
            materials = new[] { new { kind = "portraitPhoto", documentId = "D-nobody" } },
        };
        var answer = await holder.Done(path + "/check", body);
        Assert.False((bool)answer["possible"]!);
        Assert.Equal(
            ["form:MALFORMED", "window:TOO_EARLY", "materialsComplete:MATERIAL_MISSING", "materialsFit:MATERIAL_UNFIT"],
            answer["conditions"]!.AsArray().Where(one => !(bool)one!["met"]!)
                .Select(one => $"{one!["name"]}:{one["code"]}"));
        Assert.NotNull(Named(answer, "form")["errors"]!["form.phone"]);
        Assert.NotNull(Named(answer, "materialsComplete")["errors"]!["certificateInfoPage"]);
        await holder.Refused(path, 400, "MALFORMED", body);
        Assert.Empty((await holder.Get($"{Api}/applications?mine=true"))["items"]!.AsArray());
    }

    [Fact]
    public async Task What_a_check_finds_possible_is_accepted()
    {
        var (holder, id) = await Holder(firstIssuedOn: "2020-03-01");
        var path = $"{Api}/certificates/{id}/applications";
        var body = new
        {
            service = "certificate.renewal", form = new { }, materials = await holder.RenewalMaterials(),
        };
        Assert.True((bool)(await holder.Done(path + "/check", body))["possible"]!);
        await holder.Done(path, body, HttpStatusCode.Created);
        var again = await holder.Done(path + "/check", body);
        Assert.Equal("OPEN_APPLICATION_EXISTS", (string)Named(again, "noOpenApplication")["code"]!);
    }

    [Fact]
    public async Task Nobody_checks_about_the_certificate_of_another()
    {
        var (_, id) = await Holder(firstIssuedOn: "2022-03-01");
        var body = new { service = "certificate.reissue", form = new { reason = "lost" } };
        await (await app.As("driver.2")).Refused(
            $"{Api}/certificates/{id}/applications/check", 404, "NOT_FOUND", body);
        await (await app.As("officer.henan")).Refused(
            $"{Api}/certificates/{id}/applications/check", 403, "NOT_ALLOWED", body);
    }

    [Fact]
    public async Task A_vehicle_says_the_same_of_its_services()
    {
        var fleet = await Fleet.New(app, bound: false);
        var vehicle = (string)(await fleet.Vehicle())["id"]!;
        var items = await Services(fleet.Operator, $"{Api}/vehicles/{vehicle}/services");
        Assert.Equal(4, items.Length);
        Assert.All(items, item => Assert.Equal("PERMIT_NOT_VALID", (string)Named(item, "permit")["code"]!));
        var check = await fleet.Operator.Done(
            $"{Api}/vehicles/{vehicle}/applications/check", await fleet.Review());
        Assert.Equal(["permit"], check["conditions"]!.AsArray().Where(one => !(bool)one!["met"]!)
            .Select(one => (string)one!["name"]!));
    }

    [Fact]
    public async Task A_railway_licence_says_it_for_each_reason_of_a_renewal()
    {
        var railway = await Railway.New(app);
        var (driver, id) = await railway.Driver(validTo: "2029-03-31");
        var items = await Services(driver, $"{Api}/rail-licences/{id}/services");
        var reasons = items.Where(item => (string)item["service"]! == "rail.renewal").ToArray();
        Assert.Equal(
            ["expiry:False", "expiryAndEmployer:False", "employer:True", "expiryAndName:False", "name:True"],
            reasons.Select(item => $"{item["reason"]}:{(bool)item["possible"]!}"));
        Assert.Equal("NOT_ELIGIBLE",
            (string)Named(items.Single(item => (string)item["service"]! == "rail.first"), "eligible")["code"]!);
        var check = await driver.Done($"{Api}/rail-licences/{id}/applications/check",
            new { service = "rail.renewal", form = new { reason = "expiry" } });
        Assert.Equal(["form", "window"], check["conditions"]!.AsArray().Where(one => !(bool)one!["met"]!)
            .Select(one => (string)one!["name"]!));
    }

    [Fact]
    public async Task A_trip_is_checked_as_a_whole_and_what_is_booked_is_among_it()
    {
        var carrier = await Charter.New(app);
        var path = Charter.Trips + "/check";
        Assert.True((bool)(await carrier.Carrier.Done(path, carrier.Trip().ToJsonString()))["possible"]!);
        await carrier.Filed();
        var answer = await carrier.Carrier.Done(path, carrier.Trip(trip =>
        {
            (trip["passengers"], trip["returnsAt"]) = (60, "2026-04-03T20:00:00+08:00");
            trip["origin"] = Charter.Place("5301", "昆明");
            trip["contractDocumentId"] = "D-nobody";
        }).ToJsonString());
        Assert.False((bool)answer["possible"]!);
        Assert.Equal(
            ["seats:VEHICLE_NOT_VALID", "length:TRIP_TOO_LONG", "contract:MATERIAL_UNFIT", "notBooked:BOOKED",
                "notBooked:BOOKED", "notBooked:BOOKED"],
            answer["conditions"]!.AsArray().Where(one => !(bool)one!["met"]!)
                .Select(one => $"{one!["name"]}:{one["code"]}"));
    }

    private static async Task<JsonNode[]> Services(HttpClient client, string path) =>
        [.. (await client.Get(path))["items"]!.AsArray().Select(item => item!)];

    private static JsonNode Named(JsonNode item, string name) =>
        item["conditions"]!.AsArray().First(one => (string)one!["name"]! == name)!;

    /// <summary>A holder of a certificate for freight of Henan that nobody else uses.</summary>
    private async Task<(HttpClient Holder, string Id)> Holder(string firstIssuedOn)
    {
        var number = Cases.CitizenNumber();
        var made = await (await app.As("officer.henan")).Done($"{Api}/certificates",
            Cases.Row(number, "freightDriver", "410100", firstIssuedOn).ToJsonString(), HttpStatusCode.Created);
        var holder = await app.NewAccount();
        await app.BindRealName(holder, "测试员", number);
        return (holder, (string)made["id"]!);
    }
}
