using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>What belongs to the road: holders, fleets and charter trips.</summary>
internal sealed partial class WalkRegister
{
    private static readonly string[] _zhengzhou = ["officer.henan", "officer.zhengzhou"];

    private async Task Holders()
    {
        var (holder, certificate) = await app.Holder();
        var person = await AddHolder("holder", holder, _zhengzhou);
        await AddHolder("holder.other", await app.NewHolder(), _zhengzhou);
        Things.Add(new("the certificate", "certificate", certificate, person) { Place = "410100" });
        Things.Add(new("the person", "person", person, person) { Place = "410100" });
        using var profile = await holder.PatchAsJsonAsync(HttpSteps.Api + "/me/profile", new
        {
            phoneOfContact = Phone("the holder's profile", "holder"),
            address = Address("the holder's profile", "holder"),
        });
        await profile.Is(HttpStatusCode.OK);
        string[] seen = ["holder", .. _zhengzhou];
        var materials = await holder.RenewalMaterials();
        var application = await IdOf(Created(holder, $"/certificates/{certificate}/applications", new
        {
            service = "certificate.renewal",
            form = new { phone = Phone("the renewal", seen), address = Address("the renewal", seen) },
            materials,
            delivery = new
            {
                way = "post", recipient = "测试员", phone = Phone("the delivery", seen),
                address = Address("the delivery", seen),
            },
        }));
        Things.Add(new("the renewal", "certificateApplication", application, person) { Place = "410100" });
        var document = (string)JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(materials[0]))!["documentId"]!;
        Things.Add(new("the renewal's material", "document", document, person) { Place = "410100" });
        var unnamed = await holder.Uploaded("studyRecord");
        Things.Add(new("an upload that nothing names", "upload", unnamed, person));
        await Filer();
        var asked = await this["officer.henan"].Client.Done($"{HttpSteps.Api}/persons/{person}/identity-change",
            new
            {
                name = "测试新",
                identityNumber = Secret("the number that is asked for", Cases.CitizenNumber(), _zhengzhou),
            },
            HttpStatusCode.Accepted);
        Things.Add(new("the approval", "approval", (string)asked["approvalId"]!) { Place = "410100" });
    }

    /// <summary>A document that is on its way to an address.</summary>
    private async Task Deliveries()
    {
        var (holder, certificate) = await app.Holder();
        await AddHolder("holder.awaiting", holder, _zhengzhou);
        string[] seen = ["holder.awaiting", .. _zhengzhou];
        var application = await IdOf(Created(holder, $"/certificates/{certificate}/applications", new
        {
            service = "certificate.renewal", form = new { }, materials = await holder.RenewalMaterials(),
            delivery = new
            {
                way = "post", recipient = "测试员", phone = Phone("the document to be posted", seen),
                address = Address("the document to be posted", seen),
            },
        }));
        foreach (var step in (string[])["claim", "accept", "approve", "ready"])
            await this["officer.zhengzhou"].Client.Done($"{HttpSteps.Api}/applications/{application}/{step}");
        var (assessed, assessment) = await app.Assessment();
        var owner = await AddHolder("holder.assessed", assessed, _zhengzhou);
        Things.Add(new("the assessment that was granted", "grantedApplication", assessment, owner)
        {
            Place = "410100",
        });
        using var draft = await holder.PutAsJsonAsync($"{HttpSteps.Api}/me/drafts/certificate.renewal",
            new { address = Address("a draft", "holder.awaiting") });
        Assert.True(draft.IsSuccessStatusCode, await draft.Content.ReadAsStringAsync());
    }

    /// <summary>Somebody whose identity is not proven yet.</summary>
    private async Task Filer()
    {
        var filer = await app.NewAccount();
        var caller = await Add("filer", "holder", filer);
        string[] desk = ["filer", "officer.henan"]; // The province of the number, and no prefecture of it.
        var number = Secret("the number of a filing", Cases.CitizenNumber(), desk);
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(await filer.Filing("未证实", number)))!;
        body["address"] = Address("a filing", desk);
        var filed = await filer.Done(
            HttpSteps.Api + "/me/real-name", body.ToJsonString(), HttpStatusCode.Accepted);
        Things.Add(new("the filing", "bindingApplication", (string)filed["id"]!, caller.AccountId) { Place = "41" });
    }

    private async Task Fleets()
    {
        foreach (var name in (string[])["fleet", "fleet.other"])
        {
            var fleet = await Fleet.New(app);
            await Add(name, "operator", fleet.Operator, fleet.OperatorId);
            if (name != "fleet") continue;
            string[] seen = [name, .. _zhengzhou];
            await fleet.Operator.Done($"{HttpSteps.Api}/operators/{fleet.OperatorId}/contacts",
                new { contacts = new[] { new { name = "李联系", phone = Phone("the fleet's contact", seen) } } });
            var vehicle = (string)(await fleet.Vehicle())["id"]!;
            var review = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(await fleet.Review()))!;
            review["form"]!["contactPhone"] = Phone("the review", seen);
            var application = await IdOf(Created(
                fleet.Operator, $"/vehicles/{vehicle}/applications", review.ToJsonString()));
            await Operator("the operator", fleet.Operator, fleet.OperatorId, "410100");
            Things.Add(new("the vehicle", "vehicle", vehicle, fleet.OperatorId) { Place = "410100" });
            Things.Add(new("the review", "vehicleApplication", application, fleet.OperatorId) { Place = "410100" });
        }
    }

    /// <summary>The account of an owner-driver, where it acts for the business.</summary>
    internal const string Owner = "owner";

    /// <summary>
    /// An owner-driver: one account, which is a holder, and an operator where a request says so.
    /// </summary>
    private async Task Owners()
    {
        var owner = await OwnerDriver.New(app);
        await AddHolder("owner.person", owner.Person, ["owner", .. _zhengzhou]);
        await Add(Owner, "operator", owner.Business, owner.Fleet.OperatorId);
        Things.Add(new("the owner's certificate", "certificate", owner.CertificateId, owner.PersonId)
        {
            Place = "410100",
        });
        await Operator("the business", owner.Business, owner.Fleet.OperatorId, "410100");
        var vehicle = (string)(await owner.Fleet.Vehicle())["id"]!;
        Things.Add(new("the owner's truck", "vehicle", vehicle, owner.Fleet.OperatorId) { Place = "410100" });
    }

    /// <summary>An operator, with its permit for the bodies that name one.</summary>
    private async Task Operator(string name, HttpClient client, string id, string place)
    {
        Things.Add(new(name, "operator", id, id) { Place = place });
        var permit = (string)(await client.Get(
            $"{HttpSteps.Api}/operators/{id}"))["permits"]![0]!["permitNumber"]!;
        Bodies["bind " + name] = Bodies["bind"] = $$"""{"permitNumber":"{{permit}}"}""";
        Bodies["permit " + name] = Bodies["permit"] = $$"""{"permitNumber":"{{permit}}","reason":"x"}""";
    }

    private async Task Trips()
    {
        string[] kunming = ["officer.yunnan"];
        var charter = await Charter.New(app);
        await Add("carrier", "operator", charter.Carrier, charter.OperatorId);
        var other = await Charter.New(app);
        await Add("carrier.other", "operator", other.Carrier, other.OperatorId);
        await AskedToDrive(other);
        var drivers = new List<string>();
        for (var i = 0; i < charter.Drivers.Length; i++)
            drivers.Add(await AddHolder($"driver.{i}", charter.Drivers[i], kunming));
        var contract = await charter.Carrier.Uploaded("charterContract");
        var (trip, plan) = await charter.TripIn("received");
        Bodies["plan"] = plan.ToJsonString();
        string[] parties = [charter.OperatorId, .. drivers];
        Things.Add(new("driver.0", "driver", drivers[0], drivers[0], charter.OperatorId));
        Things.Add(new("the trip", "trip", trip, parties) { Place = "530100", Desks = "charter" });
        Things.Add(new("an upload of the carrier", "upload", contract, charter.OperatorId));
        var certificate = (string)(await charter.Drivers[0].Get(
            HttpSteps.Api + "/certificates?mine=true"))["items"]![0]!["id"]!;
        Things.Add(new("the driver's certificate", "certificate", certificate, drivers[0]) { Place = "530100" });
        await Operator("the carrier", charter.Carrier, charter.OperatorId, "530100");
        Things.Add(new("the carrier, of charter buses", "charterOperator", charter.OperatorId, charter.OperatorId)
        {
            Place = "530100", Desks = "charter",
        });
        Things.Add(new("the bus", "vehicle", charter.VehicleId, charter.OperatorId) { Place = "530100" });
    }

    /// <summary>Somebody who was asked and has not consented: nothing follows for the carrier (H.25).</summary>
    private async Task AskedToDrive(Charter carrier)
    {
        var (holder, certificate) = await app.Holder();
        var person = await AddHolder("holder.asked", holder, _zhengzhou);
        var number = Secrets[^1].Value;
        await carrier.Carrier.Done($"{HttpSteps.Api}/operators/{carrier.OperatorId}/drivers",
            new { name = "测试员", identityNumber = number }, HttpStatusCode.Accepted);
        Things.Add(new("the certificate of who was asked", "certificate", certificate, person) { Place = "410100" });
        Things.Add(new("who was asked", "person", person, person) { Place = "410100" });
        Things.Add(new("the request", "link", (string)(await Asked(holder))["id"]!, person));
    }

    /// <summary>The request reaches the driver as a consequence.</summary>
    private static async Task<JsonNode> Asked(HttpClient driver)
    {
        for (var i = 0; i < 200; i++)
        {
            if ((await driver.Get(HttpSteps.Api + "/me/links"))["items"]!.AsArray() is [{ } link, ..]) return link;
            await Task.Delay(50);
        }
        throw new TimeoutException("the request has not reached the driver");
    }
}
