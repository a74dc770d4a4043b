using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: wherever a name of a person or unit is compared, its other writings are the same name (rules.md H.22). Method:
/// each place over HTTP with each writing of one name.
/// </summary>
[Collection(Shared.Name)]
public sealed class WritingsOfNamesTests(RegistryApp app)
{
    private const string Person = "Renée·LI", Unit = "测试（ABC）公司";

    /// <summary>Another dot, two characters for one, two spaces around, small and full-width letters.</summary>
    public static TheoryData<string> OfAPerson { get; } =
        ["Rene\u0301e\u2022LI", "  Renée・LI ", "renée·li", "Renée·ＬＩ", "RENE\u0301E·li"];

    public static TheoryData<string> OfAUnit { get; } =
        ["测试(ABC)公司", " 测试（abc）公司 ", "测试（ＡＢＣ）公司", "测试(ａｂｃ)公司"];

    [Theory, MemberData(nameof(OfAPerson))]
    public async Task H22_a_second_certificate_under_another_writing_is_the_same_person_s(string writing)
    {
        var officer = await app.As("officer.henan");
        var number = Cases.CitizenNumber();
        var first = await Registered(officer, number, Person, "freightDriver");
        var second = await Registered(officer, number, writing, "dangerousGoodsEscort");
        Assert.Equal((string)first["id"]!, (string)second["id"]!);
        Assert.Equal(Person, (string)second["name"]!);
        var other = Cases.Row(number, "dangerousGoodsLoader");
        other["holder"]!["name"] = "Renee·LI";
        await officer.Refused(HttpSteps.Api + "/certificates", 422, "IDENTITY_CHECK_FAILED", other.ToJsonString());
    }

    /// <summary>
    /// The answer to the request is 202 for every name: only the driver's list shows whether it arrived.
    /// </summary>
    [Theory, MemberData(nameof(OfAPerson))]
    public async Task H22_a_request_under_another_writing_reaches_the_driver(string writing)
    {
        var number = Cases.CitizenNumber();
        await Registered(await app.As("officer.henan"), number, Person, "freightDriver");
        var driver = await app.NewAccount();
        await app.BindRealName(driver, writing, number);
        var fleet = await Fleet.New(app);
        await fleet.Operator.Done($"{HttpSteps.Api}/operators/{fleet.OperatorId}/drivers",
            new { name = writing, identityNumber = number }, HttpStatusCode.Accepted);
        for (var looks = 0; looks < 100; looks++)
        {
            if ((await driver.Get(HttpSteps.Api + "/me/links"))["items"]!.AsArray().Count > 0) return;
            await Task.Delay(50);
        }
        Assert.Fail("the request did not reach the driver");
    }

    [Theory, MemberData(nameof(OfAUnit))]
    public async Task H22_the_unit_on_record_under_another_writing_is_no_change_and_no_hint(string writing)
    {
        var officer = await app.As("officer.henan");
        var number = Cases.CitizenNumber();
        var row = Cases.Row(number);
        row["serviceUnit"] = Unit;
        var certificate = (string)(await officer.Done(
            HttpSteps.Api + "/certificates", row.ToJsonString(), HttpStatusCode.Created))["id"]!;
        var holder = await app.NewAccount();
        await app.BindRealName(holder, "测试员", number);
        var path = $"{HttpSteps.Api}/certificates/{certificate}/applications";
        await holder.Refused(path, 422, "UNCHANGED", new
        {
            service = "certificate.change", form = new { newServiceUnit = writing }, delivery = "pickUp",
            materials = Array.Empty<object>(),
        });
        var made = await holder.Done(path, new
        {
            service = "certificate.renewal", form = new { serviceUnit = writing }, delivery = "pickUp",
            materials = await holder.RenewalMaterials(),
        }, HttpStatusCode.Created);
        Assert.DoesNotContain("serviceUnitDiffers", made.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(OfAUnit))]
    public async Task H22_an_operator_is_found_under_each_writing_of_its_whole_name(string writing)
    {
        var (officer, name) = (await app.As("officer.henan"), NextDigits() + Unit);
        await officer.Done(HttpSteps.Api + "/operators",
            new { creditCode = Fleet.NextCreditCode(), name, authority = "410100" }, HttpStatusCode.Created);
        using var anybody = app.Anonymous();
        var found = await anybody.Done(
            HttpSteps.Api + "/operators/check", new { name = name[..8] + writing.Trim() });
        Assert.Equal(name, (string)Assert.Single(found["items"]!.AsArray())!["name"]!);
    }

    [Theory, MemberData(nameof(OfAUnit))]
    public async Task H22_a_unit_of_an_enterprise_under_another_writing_is_that_unit(string writing)
    {
        var centre = await app.As("centre");
        var employer = (string)(await centre.Done(HttpSteps.Api + "/employers",
            new { name = NextDigits() + Unit, creditCode = Fleet.NextCreditCode() },
            HttpStatusCode.Created))["id"]!;
        await centre.Done($"{HttpSteps.Api}/employers/{employer}/units", new { name = Unit }, HttpStatusCode.Created);
        await centre.Refused($"{HttpSteps.Api}/employers/{employer}/units", 409, "DUPLICATE",
            new { name = writing, unitId = "another" });
        var found = (await (await app.As("driver.5")).Get(
            HttpSteps.Api + "/employers?query=" + Uri.EscapeDataString(writing.Trim())))["items"]!.AsArray();
        Assert.Contains(found, one => (string)one!["id"]! == employer);
    }

    /// <summary>What is no name is refused wherever a name goes on record (M9).</summary>
    [Theory]
    [InlineData("=1+1")]
    [InlineData("<b>公司")]
    [InlineData("公司\uE000")]
    public async Task H22_what_is_no_name_goes_nowhere_on_record(string name)
    {
        var officer = await app.As("officer.henan");
        var row = Cases.Row();
        row["holder"]!["name"] = name;
        await Faulty(officer, "/certificates", row.ToJsonString(), "holder.name");
        await Faulty(officer, "/operators",
            new { creditCode = Fleet.NextCreditCode(), name, authority = "410100" }, "name");
        await Faulty(await app.As("centre"), "/employers", new { name, creditCode = Fleet.NextCreditCode() }, "name");
        var (holder, certificate) = await app.Holder();
        await Faulty(holder, $"/certificates/{certificate}/applications",
            new { service = "certificate.change", form = new { newServiceUnit = name } }, "form.newServiceUnit");
    }

    /// <summary>Eight digits that make a name its own.</summary>
    private static string NextDigits() => $"{Random.Shared.Next(10_000_000, 100_000_000)}";

    private static async Task Faulty(HttpClient client, string path, object body, string field) =>
        Assert.NotNull((await client.Refused(HttpSteps.Api + path, 400, "MALFORMED", body))["errors"]![field]);

    private static async Task<JsonNode> Registered(HttpClient officer, string number, string name, string kind)
    {
        var row = Cases.Row(number, kind);
        row["holder"]!["name"] = name;
        return (await officer.Done(HttpSteps.Api + "/certificates", row.ToJsonString(), HttpStatusCode.Created))
            ["holder"]!;
    }
}
