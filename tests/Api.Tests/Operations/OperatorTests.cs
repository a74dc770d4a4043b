using System.Net;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>Operators over HTTP: registration, permits, charter permission, people.</summary>
[Collection(Shared.Name)]
public sealed class OperatorTests(RegistryApp app)
{
    private const string Operators = HttpSteps.Api + "/operators";

    [Fact]
    public async Task The_demonstration_operator_has_a_permit_and_vehicles()
    {
        var client = await app.As("operator.demo");
        var mine = (await client.Get(Operators + "?mine=true"))["items"]!.AsArray();
        Assert.True((bool)Assert.Single(mine)!["permits"]![0]!["bound"]!);
        var vehicles = (await client.Get(HttpSteps.Api + "/vehicles?mine=true&limit=4"))!;
        Assert.Equal(4, vehicles["items"]!.AsArray().Count);
        var rest = await client.Get($"{HttpSteps.Api}/vehicles?mine=true&limit=4&cursor={vehicles["next"]}");
        Assert.Equal(3, rest["items"]!.AsArray().Count);
        Assert.Equal((string)mine[0]!["id"]!, (string)(await client.Get(HttpSteps.Api + "/me"))["operatorId"]!);
    }

    [Fact]
    public async Task Registered_by_the_authority_and_read_by_itself()
    {
        var fleet = await Fleet.New(app);
        var read = await fleet.Operator.Get($"{Operators}/{fleet.OperatorId}");
        Assert.Equal((fleet.CreditCode, true), ((string)read["creditCode"]!, (bool)read["permits"]![0]!["valid"]!));
        var history = await fleet.Officer.Get($"{Operators}/{fleet.OperatorId}/history");
        Assert.Equal(["operator.registered", "operator.permitRegistered", "operator.permitBound"],
            history["items"]!.AsArray().Select(item => (string)item!["type"]!));
        using var hidden = await (await Fleet.New(app)).Operator.GetAsync(
            new Uri($"{Operators}/{fleet.OperatorId}", UriKind.Relative));
        await hidden.Problem(404, "NOT_FOUND");
        await fleet.Officer.Refused(
            Operators, 409, "DUPLICATE", new { creditCode = fleet.CreditCode, name = "另一公司", authority = "410100" });
        await fleet.Officer.Refused(Operators,
            400,
            "IDENTIFIER_INVALID",
            new { creditCode = "91110304MA0107236J", name = "公司", authority = "410100" });
        await fleet.Officer.Refused(Operators,
            403,
            "OTHER_AUTHORITY",
            new { creditCode = "91500000202828578J", name = "公司", authority = "500000" });
        await fleet.Officer.Refused(
            Operators, 400, "MALFORMED", new { creditCode = fleet.CreditCode, name = "", authority = "410100" });
        var none = await Fleet.Account(app, null);
        Assert.Empty((await none.Get(Operators + "?mine=true"))["items"]!.AsArray());
        Assert.Empty((await none.Get(HttpSteps.Api + "/vehicles?mine=true"))["items"]!.AsArray());
    }

    /// <summary>A code that was given out with a wrong check character (rules.md H.21).</summary>
    [Fact]
    public async Task A_credit_code_that_fails_its_check_is_registered_with_a_reason_that_stays()
    {
        var officer = await app.As("officer.henan");
        var (code, reason) = (FailingCode(), "营业执照原件如此");
        var body = new { creditCode = code, name = "校验码公司", authority = "410100" };
        await officer.Refused(Operators, 400, "IDENTIFIER_INVALID", body);
        await officer.Refused(Operators, 400, "IDENTIFIER_INVALID",
            new { creditCode = "0" + code[1..], name = "公司", authority = "410100", creditCodeReason = reason });
        await (await app.As("operator.demo")).Refused(Operators, 403, "NOT_ALLOWED", body);
        var made = await officer.Done(Operators,
            new { body.creditCode, body.name, body.authority, creditCodeReason = reason }, HttpStatusCode.Created);
        Assert.Equal((code, reason), ((string)made["creditCode"]!, (string)made["creditCodeReason"]!));
        await officer.Refused(Operators, 409, "DUPLICATE",
            new { body.creditCode, body.name, body.authority, creditCodeReason = reason });

        // Whoever is on record with such a code is found by it, in any usual writing.
        var fleet = await Fleet.New(app);
        var row = fleet.Row();
        row["creditCode"] = code;
        var vehicle = await officer.Done(HttpSteps.Api + "/vehicles", row.ToJsonString(), HttpStatusCode.Created);
        Assert.Equal((string)made["id"]!, (string)vehicle["operator"]!["id"]!);
        row = fleet.Row();
        row["creditCode"] = FailingCode();
        await officer.Refused(HttpSteps.Api + "/vehicles", 400, "IDENTIFIER_INVALID", row.ToJsonString());
        var found = await app.Anonymous().Done(
            Operators + "/check", new { creditCode = $" {code[..8].ToLowerInvariant()} {code[8..]}" });
        Assert.Equal("校验码公司", (string)Assert.Single(found["items"]!.AsArray())!["name"]!);

        var centre = await app.As("centre");
        var employers = HttpSteps.Api + "/employers";
        await centre.Refused(employers, 400, "IDENTIFIER_INVALID", new { name = "校验码机务段", creditCode = code });
        var employer = await centre.Done(employers,
            new { name = "校验码机务段", creditCode = code, creditCodeReason = reason }, HttpStatusCode.Created);
        Assert.Equal(reason, (string)employer["creditCodeReason"]!);
        var plain = await centre.Done(employers,
            new { name = "普通机务段", creditCode = Fleet.NextCreditCode(), creditCodeReason = reason },
            HttpStatusCode.Created);
        Assert.Null(plain["creditCodeReason"]); // There was nothing to explain.
    }

    private static string FailingCode()
    {
        var right = Fleet.NextCreditCode();
        return right[..17] + (right[17] == '0' ? '1' : '0');
    }

    [Fact]
    public async Task Permits_are_bound_by_the_operator_and_ended_by_the_authority()
    {
        var fleet = await Fleet.New(app, bound: false);
        var path = $"{Operators}/{fleet.OperatorId}";
        await fleet.Operator.Refused(
            path + "/permits", 404, "NOT_FOUND", new { permitNumber = "豫交运管许可郑字999999999999号" });
        await fleet.Officer.Refused(path + "/permits", 403, "NOT_ALLOWED", new { permitNumber = fleet.PermitNumber });
        await (await Fleet.New(app)).Operator.Refused(
            path + "/permits", 404, "NOT_FOUND", new { permitNumber = fleet.PermitNumber });
        await fleet.Operator.Refused(path + "/permits:register", 403, "NOT_ALLOWED", Fleet.Permit(fleet.PermitNumber));
        await fleet.Officer.Refused(
            path + "/permits:register", 400, "IDENTIFIER_INVALID", Fleet.Permit("冀11020001161"));
        var bound = await fleet.Operator.Done(path + "/permits", new { permitNumber = fleet.PermitNumber });
        Assert.True((bool)bound["permits"]![0]!["bound"]!);
        await fleet.Officer.Refused(
            path + "/permits/end", 400, "MALFORMED", new { permitNumber = fleet.PermitNumber, reason = "" });
        Assert.False((bool)(await fleet.Officer.Done(path + "/permits/end",
            new { permitNumber = fleet.PermitNumber, reason = "吊销" }))["permits"]![0]!["valid"]!);
        await fleet.Operator.Refused(
            path + "/permits", 422, "PERMIT_NOT_VALID", new { permitNumber = fleet.PermitNumber });
        await (await Fleet.New(app)).Officer.Refused(
            $"{Operators}/{(await Fleet.New(app)).OperatorId}/permits:register",
            409,
            "DUPLICATE",
            Fleet.Permit(fleet.PermitNumber));
    }

    [Fact]
    public async Task Automatic_review_contacts_and_drivers()
    {
        var fleet = await Fleet.New(app);
        var path = $"{Operators}/{fleet.OperatorId}";
        await fleet.Officer.Refused(path + "/auto-review", 403, "NOT_ALLOWED", new { enabled = true });
        await (await app.As("officer.yunnan")).Refused(
            path + "/auto-review", 403, "OTHER_AUTHORITY", new { enabled = true });
        var demo = (string)(await (await app.As("operator.demo")).Get(Operators + "?mine=true"))["items"]![0]!["id"]!;
        Assert.True(
            (bool)(await (await app.As("officer.yunnan")).Done(
                $"{Operators}/{demo}/auto-review", new { enabled = true }))["autoReview"]!);
        await fleet.Operator.Refused(
            path + "/contacts", 400, "MALFORMED", new { contacts = new[] { new { name = "", phone = "x" } } });
        await fleet.Operator.Done(
            path + "/contacts", new { contacts = new[] { new { name = "王五", phone = "13900000000" } } });
        var certificate = await app.Certificate();
        var number = (string)certificate["certificateNumber"]!;
        await fleet.Officer.Refused(path + "/drivers", 400, "MALFORMED", new { name = "别人", identityNumber = number });
        await fleet.Officer.Done(path + "/drivers", new { name = "测试员", identityNumber = number });
        var driver = Assert.Single((await fleet.Operator.Get(path + "/drivers"))["items"]!.AsArray())!;
        Assert.NotEqual(number, (string)driver["identityNumber"]!);
        Assert.Equal(
            0,
            (int)(await fleet.Operator.Done(
                path + "/drivers/unlink", new { driverId = (string)driver["id"]! }))["drivers"]!);
    }

    [Fact]
    public async Task The_administrator_opens_an_account_for_an_operator_on_the_register()
    {
        var fleet = await Fleet.New(app);
        var admin = await app.As("admin");
        string Name() => "enterprise." + Guid.NewGuid().ToString("N")[..12];
        await admin.Refused(HttpSteps.Api + "/accounts/enterprises",
            400,
            "MALFORMED",
            new { userName = Name(), role = "operator", operatorId = "O-0000000000000000" });
        await admin.Refused(HttpSteps.Api + "/accounts/enterprises",
            400,
            "MALFORMED",
            new { userName = Name(), role = "employer", operatorId = fleet.OperatorId });
        var made = await admin.Done(HttpSteps.Api + "/accounts/enterprises",
            new { userName = Name(), role = "operator", operatorId = fleet.OperatorId },
            HttpStatusCode.Created);
        Assert.Equal(fleet.OperatorId, (string)made["personId"]!);
    }

    [Fact]
    public async Task
        An_operator_has_the_deadlines_of_its_permits_and_its_fleet_in_its_calendar_and_all_of_it_in_its_export()
    {
        var (fleet, other) = (await Fleet.New(app), await Fleet.New(app));
        var (mine, review) = (await fleet.Vehicle(), await fleet.Review());
        var foreign = await other.Vehicle();
        var id = (string)mine["id"]!;
        var application =
            await fleet.Operator.Done($"{HttpSteps.Api}/vehicles/{id}/applications", review, HttpStatusCode.Created);

        using var asked = new HttpRequestMessage(HttpMethod.Get, HttpSteps.Api + "/me/deadlines.ics");
        asked.Headers.AcceptLanguage.ParseAdd("en");
        using var answer = await fleet.Operator.SendAsync(asked);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        var english = (await answer.Content.ReadAsStringAsync()).Replace("\r\n ", "", StringComparison.Ordinal);
        var plate = (string)mine["plate"]!;
        string[] titles =
        [
            $"{plate}: the annual review has lapsed",
            $"{plate}: the certificate has expired",
            "An operating permit has expired",
            "The limit for accepting the application is over",
        ];
        foreach (var title in titles)
            Assert.Contains("SUMMARY:" + title, english, StringComparison.Ordinal);
        Assert.DoesNotContain((string)foreign["plate"]!, english, StringComparison.Ordinal);
        var uids = english.Split("\r\n").Where(line => line.StartsWith("UID:", StringComparison.Ordinal)).ToArray();
        Assert.Equal(uids.Length, uids.Distinct().Count());
        var calendar = await fleet.Operator.GetStringAsync(new Uri(
            HttpSteps.Api + "/me/deadlines.ics", UriKind.Relative));
        var chinese = calendar.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains($"{plate}：道路运输证有效期届满", chinese, StringComparison.Ordinal);
        Assert.EndsWith("END:VCALENDAR\r\n", chinese, StringComparison.Ordinal);

        var export = await fleet.Operator.Get(HttpSteps.Api + "/me/export");
        Assert.Equal(fleet.OperatorId, (string)export["operator"]!["operator"]!["id"]!);
        Assert.Contains(export["operator"]!["history"]!.AsArray(),
            happened => (string)happened!["type"]! == "operator.permitBound");
        Assert.Equal([id], export["vehicles"]!.AsArray().Select(vehicle => (string)vehicle!["vehicle"]!["id"]!));
        Assert.Equal("vehicle.registered", (string)export["vehicles"]![0]!["history"]![0]!["type"]!);
        Assert.Equal(
            [(string)application["id"]!], export["applications"]!.AsArray().Select(row => (string)row!["id"]!));
        Assert.Empty(export["certificates"]!.AsArray());
    }
}
