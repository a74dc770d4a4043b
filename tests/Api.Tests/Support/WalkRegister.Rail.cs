using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>
/// What belongs to the railway: two enterprises, one of them with units of which the one's name begins the other's.
/// </summary>
internal sealed partial class WalkRegister
{
    private const string Unit = "u1", UnitLike = "u10";

    private async Task Railways()
    {
        var (one, other) = (await Railway.New(app), await Railway.New(app));
        await one.Centre.Done($"{Railway.Employers}/{one.EmployerId}/units", new { name = "十车间", unitId = UnitLike },
            HttpStatusCode.Created);
        await Add("enterprise", "employer", one.Employer, one.EmployerId);
        await Add("unit", "employer", one.Unit, one.EmployerId, Unit);
        await Add("unit.other", "employer",
            await Railway.Account(app, $"{one.EmployerId}.{UnitLike}"), one.EmployerId, UnitLike);
        await Add("enterprise.other", "employer", other.Employer, other.EmployerId);
        foreach (var user in Callers.Where(caller => caller.Unit is not null))
            Things.Add(new("the account " + user.Name, "employerAccount", user.AccountId, one.EmployerId)
            {
                Unit = user.Unit,
            });
        Things.Add(new("the enterprise", "employer", one.EmployerId, one.EmployerId));
        await Career(one, "rail.unit", Unit);
        await Career(one, "rail.unit.other", UnitLike);
        await Career(other, "rail.other", null);
        // Asked by the first enterprise, and not consented: to that it is still not there (H.25).
        var asked = Secrets.Single(one => one.What == "the number of rail.other").Value;
        await one.Employer.Done($"{Railway.Employers}/{one.EmployerId}/drivers",
            new { name = "张测试", identityNumber = asked }, HttpStatusCode.Accepted);
        await Asked(this["rail.other"].Client);
        var letter = await Created(one.Unit, $"/employers/{one.EmployerId}/letters", new
        {
            kind = "other", text = "请协助 " + Secret("the number in a letter", Cases.CitizenNumber(),
                "enterprise", "unit", "centre", "nra"),
        });
        Things.Add(new("the unit's letter", "letter", (string)letter["letters"]![0]!["id"]!, one.EmployerId)
        {
            Unit = Unit,
        });
    }

    private async Task Career(Railway railway, string name, string? unit)
    {
        var enterprise = name == "rail.other" ? "enterprise.other" : "enterprise";
        string[] reviewers = unit is null ? [enterprise] : [enterprise, unit == Unit ? "unit" : "unit.other"];
        // The office that registered somebody has no right over them for 30 days (H.26): another account does it.
        var registering = await Opened(Roles.Administration, null);
        var (driver, career) = await (railway with { Nra = registering }).Driver(unit: unit);
        var person = await AddHolder(name, driver, ["centre", "nra", .. reviewers]);
        Things.Add(new("the career of " + name, "career", career, person, railway.EmployerId)
        {
            Unit = unit, AskedBy = unit is null ? this["enterprise"].Party : null,
        });
        Things.Add(new("the driver " + name, "railPerson", person, person));
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(await Railway.Application(
            driver, "rail.reissue", new { reason = "lost" }, "reissueForm", "employerConsent", "video")))!;
        body["delivery"] = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(new
        {
            way = "post", recipient = "张测试", phone = Phone("the delivery of " + name, name, "centre"),
            address = Address("the delivery of " + name, name, "centre"),
        }));
        var application = await IdOf(driver.Done(
            $"{Railway.Licences}/{career}/applications", body.ToJsonString(), HttpStatusCode.Created));
        Things.Add(new("the application of " + name, "railApplication", application, person, railway.EmployerId)
        {
            Unit = unit,
        });
        Things.Add(new("the material of " + name, "railDocument",
            (string)body["materials"]![0]!["documentId"]!, person, railway.EmployerId)
        { Unit = unit });
    }

    /// <summary>Objections and a finding at the roadside.</summary>
    private async Task Contests()
    {
        var holder = this["holder"];
        var certificate = Thing("the certificate");
        var objection = await IdOf(Created(holder.Client, "/objections",
            new { about = certificate.Id, text = "计分有误" }));
        Things.Add(new("the objection", "objection", objection, holder.Party!)
        {
            Place = "410100", Desks = "road charter",
        });
        var unit = this["unit"];
        var another = await IdOf(Created(unit.Client, "/objections",
            new { about = Thing("the application of rail.unit").Id, text = "对受理有异议" }));
        Things.Add(new("the unit's objection", "railObjection", another, unit.Party!) { Unit = Unit });
        var trip = Thing("the trip");
        var display = await this["driver.0"].Client.Get($"{HttpSteps.Api}/trips/{trip.Id}/display");
        var officer = this["enforcement.yunnan"];
        var picture = await officer.Client.Uploaded("evidence");
        var finding = await IdOf(Created(officer.Client, "/roadside-findings", new
        {
            token = (string)display["qr"]!, finding = "contractMissing", note = "未随车携带合同",
            documentIds = new[] { picture },
        }));
        Things.Add(new("the finding", "finding", finding, [officer.AccountId, .. trip.Parties])
        {
            Place = "530100", Desks = "road charter",
        });
        Things.Add(new("the finding's picture", "findingDocument", picture, [officer.AccountId, .. trip.Parties])
        {
            Place = "530100", Desks = "road charter",
        });
    }
}
