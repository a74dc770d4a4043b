using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Audit;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>
/// Goal: one account is a holder and, for the individual business that is its person's, an operator (decisions 1,
/// docs/adr/0117); nobody gets the second party alone, and nobody keeps it. Method: two officers record an owner-driver
/// over HTTP, and everybody else tries to act for the business.
/// </summary>
[Collection(Shared.Name)]
public sealed class OwnerDriverTests(RegistryApp app)
{
    private const string Me = HttpSteps.Api + "/me", Vehicles = HttpSteps.Api + "/vehicles?mine=true",
        Certificates = HttpSteps.Api + "/certificates?mine=true";

    [Fact]
    public async Task An_owner_driver_sees_the_own_certificate_and_the_own_vehicles_with_one_sign_in()
    {
        var owner = await OwnerDriver.New(app);
        var vehicle = (string)(await owner.Fleet.Vehicle())["id"]!;
        var parties = (await owner.Person.Get(Me))["parties"]!.AsArray();
        Assert.Equal([owner.PersonId, owner.Fleet.OperatorId], parties.Select(one => (string)one!["id"]!));
        Assert.Equal(["person", "operator"], parties.Select(one => (string)one!["kind"]!));
        Assert.Equal([true, false], parties.Select(one => (bool)one!["acting"]!));
        Assert.Equal(owner.CertificateId, (string)Single(await owner.Person.Get(Certificates))["id"]!);
        using (var none = await owner.Person.GetAsync(new Uri(Vehicles, UriKind.Relative)))
            await none.Problem(403, "NOT_ALLOWED");

        Assert.Equal(vehicle, (string)Single(await owner.Business.Get(Vehicles))["id"]!);
        var acting = await owner.Business.Get(Me);
        Assert.Equal(owner.Fleet.OperatorId, (string)acting["operatorId"]!);
        Assert.Null(acting["realName"]);
        Assert.Equal("operator", (string)Assert.Single(acting["roles"]!.AsArray())!);
        using (var none = await owner.Business.GetAsync(new Uri(Certificates, UriKind.Relative)))
            await none.Problem(403, "NOT_ALLOWED");
        var business = await owner.Fleet.Officer.Get($"{HttpSteps.Api}/operators/{owner.Fleet.OperatorId}");
        Assert.Equal((owner.PersonId, "测试员", "2026-02-13"), ((string)business["owner"]!["personId"]!,
            (string)business["owner"]!["name"]!, (string)business["owner"]!["since"]!));
        foreach (var party in new[] { owner.Person, owner.Business })
            Assert.Single((await party.Get(Me + "/notices?kind=operator.ownerRecorded"))["items"]!.AsArray());
    }

    [Fact]
    public async Task An_owner_files_for_a_vehicle_with_files_of_its_own_and_the_desk_reads_them()
    {
        var owner = await OwnerDriver.New(app);
        var vehicle = (string)(await owner.Fleet.Vehicle())["id"]!;
        var acting = owner.Fleet with { Operator = owner.Business };
        var filed = await owner.Business.Done(
            $"{HttpSteps.Api}/vehicles/{vehicle}/applications", await acting.Review(), HttpStatusCode.Created);
        var document = (string)filed["materials"]![0]!["documentId"]!;
        using var read = await owner.Fleet.Officer.GetAsync(
            new Uri($"{HttpSteps.Api}/documents/{document}", UriKind.Relative));
        await read.Is(HttpStatusCode.OK);
        Assert.Empty((await owner.Person.Get($"{HttpSteps.Api}/applications?mine=true"))["items"]!.AsArray());
        Assert.Single((await owner.Business.Get($"{HttpSteps.Api}/applications?mine=true"))["items"]!.AsArray());
    }

    [Fact]
    public async Task T7_an_owner_of_before_no_longer_reads_what_was_handed_in_for_the_business()
    {
        var owner = await OwnerDriver.New(app);
        var vehicle = (string)(await owner.Fleet.Vehicle())["id"]!;
        var acting = owner.Fleet with { Operator = owner.Business };
        var filed = await owner.Business.Done(
            $"{HttpSteps.Api}/vehicles/{vehicle}/applications", await acting.Review(), HttpStatusCode.Created);
        var handedIn = (string)filed["materials"]![0]!["documentId"]!;
        var own = await owner.Person.Uploaded("portraitPhoto");
        await Reads(owner.Person, handedIn, HttpStatusCode.OK);
        await owner.Ended(app);
        await OwnerDriver.Until(owner, parties: 1);
        await Reads(owner.Person, handedIn, HttpStatusCode.NotFound);
        await Reads(owner.Person, own, HttpStatusCode.OK);
        await Reads(owner.Fleet.Officer, handedIn, HttpStatusCode.OK); // The case is not touched.

        static async Task Reads(HttpClient client, string document, HttpStatusCode status)
        {
            using var answer = await client.GetAsync(
                new Uri($"{HttpSteps.Api}/documents/{document}", UriKind.Relative));
            await answer.Is(status);
        }
    }

    [Fact]
    public async Task T7_nobody_gets_a_business_by_one_officer_by_another_authority_or_by_its_name_alone()
    {
        var owner = await OwnerDriver.NotYet(app);
        var path = $"{HttpSteps.Api}/operators/{owner.Fleet.OperatorId}/owner";
        await (await app.As("officer.yunnan")).Refused(path, 403, "OTHER_AUTHORITY", owner.Body);
        var approval = await owner.Asked();
        Assert.Equal(approval, await owner.Asked()); // The same, once.
        await owner.Fleet.Officer.Refused($"{HttpSteps.Api}/approvals/{approval}/confirm", 403, "SECOND_OFFICER");
        await NotForIt(owner);
        var second = await app.As("officer.henan.2");
        var waiting = (await second.Get($"{HttpSteps.Api}/approvals?queue=true&limit=200"))["items"]!.AsArray()
            .Single(one => (string)one!["approvalId"]! == approval)!;
        Assert.Equal(("operator.owner", owner.PersonId, owner.Fleet.OperatorId, true), ((string)waiting["what"]!,
            (string)waiting["about"]!, (string)waiting["operatorId"]!, (bool)waiting["owns"]!));
        await OwnerDriver.Confirmed(app, approval);
        await OwnerDriver.Until(owner, parties: 2);

        var carrier = (await Fleet.New(app)).Operator;
        foreach (var stranger in new[] { await app.NewHolder(), await app.As("admin"), carrier })
        {
            using var foreign = OwnerDriver.For(app, stranger, owner.Fleet.OperatorId);
            using var unknown = OwnerDriver.For(app, stranger, "O-0000000000000000");
            foreach (var client in new[] { foreign, unknown })
            {
                using var answer = await client.GetAsync(new Uri(Me, UriKind.Relative));
                await answer.Problem(403, "NOT_ALLOWED");
            }
        }
    }

    [Fact]
    public async Task T7_a_legal_person_has_no_owner_and_a_business_one_at_a_time()
    {
        var owner = await OwnerDriver.New(app);
        var company = await Fleet.New(app);
        await company.Officer.Refused(
            $"{HttpSteps.Api}/operators/{company.OperatorId}/owner", 422, "KIND_NOT_COVERED", owner.Body);
        await company.Officer.Refused($"{HttpSteps.Api}/operators/{company.OperatorId}/owner/end", 409, "WRONG_STATE",
            new { evidence = "x" });
        var other = await OwnerDriver.NotYet(app);
        var path = $"{HttpSteps.Api}/operators/{owner.Fleet.OperatorId}/owner";
        await company.Officer.Refused(path, 409, "ALREADY_BOUND", other.Body);
        await company.Officer.Refused(path, 400, "MALFORMED", new
        {
            name = "别人", identityNumber = other.Number,
            evidence = "x"
        });
    }

    [Fact]
    public async Task T7_what_ends_the_ownership_ends_the_business_and_the_person_stays()
    {
        var owner = await OwnerDriver.New(app);
        await owner.Ended(app);
        await OwnerDriver.Until(owner, parties: 1);
        await NotForIt(owner);
        Assert.Single((await owner.Person.Get(Certificates))["items"]!.AsArray());
        Assert.Empty((await owner.Person.Get(Me + "/notices?kind=permitExpired"))["items"]!.AsArray());
        Assert.Single((await owner.Person.Get(Me + "/notices?kind=operator.ownerEnded"))["items"]!.AsArray());
        await OwnerDriver.Confirmed(app, await owner.Asked()); // It can be the same person's again.
        await OwnerDriver.Until(owner, parties: 2);
    }

    [Fact]
    public async Task T7_whoever_loses_the_person_or_dies_loses_the_business_with_it()
    {
        var owner = await OwnerDriver.New(app);
        var officer = owner.Fleet.Officer;
        var undoing = await officer.Done($"{HttpSteps.Api}/persons/{owner.PersonId}/unbind", new { reason = "本人异议" },
            HttpStatusCode.Accepted);
        var name = (string)(await owner.Person.Get(Me))["userName"]!;
        await OwnerDriver.Confirmed(app, (string)undoing["approvalId"]!);
        using var again = await SignedIn(name);
        using var business = OwnerDriver.For(app, again, owner.Fleet.OperatorId);
        using (var answer = await business.GetAsync(new Uri(Me, UriKind.Relative)))
            await answer.Problem(403, "NOT_ALLOWED");
        Assert.Empty((await again.Get(Me))["parties"]!.AsArray());

        var dead = await OwnerDriver.New(app);
        await officer.Done($"{HttpSteps.Api}/persons/{dead.PersonId}/death", new { on = "2026-02-12" });
        await NotForIt(dead);
    }

    [Fact]
    public async Task T5_after_not_me_nothing_that_hurts_is_taken_for_the_business_either()
    {
        var owner = await OwnerDriver.New(app);
        var vehicle = (string)(await owner.Fleet.Vehicle())["id"]!;
        var name = (string)(await owner.Person.Get(Me))["userName"]!;
        using (var said = await owner.Business.Post(Me + "/not-me", new { })) await said.Is(HttpStatusCode.NoContent);
        using (var ended = await owner.Business.GetAsync(new Uri(Me, UriKind.Relative)))
            await ended.Problem(401, "SESSION_ENDED");
        using var again = await SignedIn(name);
        using var business = OwnerDriver.For(app, again, owner.Fleet.OperatorId);
        var cancellation = new
        {
            service = "vehicle.cancellation", materials = Array.Empty<object>(),
            form = new
            {
                contactName = "李四", contactPhone = "13800000000", reason = "不再经营", declared = true,
                permitNumber = owner.Fleet.PermitNumber, hasCertificateRecords = false,
            },
        };
        var path = $"{HttpSteps.Api}/vehicles/{vehicle}/applications";
        for (var i = 0; ; i++) // The bar follows the freeze by itself.
        {
            using var answer = await business.Post(path, cancellation);
            var refused = await answer.Json();
            if ((string)refused["code"]! == "TOO_EARLY") break;
            Assert.True(i < 100, refused.ToJsonString());
            await Task.Delay(50);
        }
        await business.Refused(await UserOf(owner) + "/disable", 422, "TOO_EARLY");
        await owner.Fleet.Operator.Refused(path, 422, "MATERIAL_MISSING", cancellation); // The business itself may.
    }

    /// <summary>An account that the owner has opened would act for the business after the ownership ended.</summary>
    [Fact]
    public async Task T7_an_owner_gives_nobody_a_password_that_would_outlast_the_ownership()
    {
        var owner = await OwnerDriver.New(app);
        var (users, user) = ($"{HttpSteps.Api}/operators/{owner.Fleet.OperatorId}/accounts", await UserOf(owner));
        var name = "owner." + Guid.NewGuid().ToString("N")[..10];
        await owner.Business.Refused(users, 403, "NOT_ALLOWED", new { userName = name });
        await owner.Business.Refused(user + "/reset", 403, "NOT_ALLOWED");
        Assert.Single((await owner.Business.Get(users))["items"]!.AsArray());
        await owner.Fleet.Operator.Get(Me); // Its session goes on.
        await owner.Fleet.Operator.Done(users, new { userName = name }, HttpStatusCode.Created);
        using var disabled = await owner.Business.Post(user + "/disable", new { });
        await disabled.Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_key_means_another_request_for_each_party_and_the_audit_names_it()
    {
        var owner = await OwnerDriver.New(app);
        var (key, account) = (Guid.NewGuid().ToString("N"), (string)(await owner.Person.Get(Me))["id"]!);
        var ids = new List<string>();
        foreach (var (client, kind) in new[]
        {
            (owner.Person, "portraitPhoto"), (owner.Business, "vehicleLicenceFront"), (owner.Person, "portraitPhoto"),
        })
        {
            using var answer = await client.Upload(Images.Png(), kind, key: key);
            await answer.Is(HttpStatusCode.Created);
            ids.Add((string)(await answer.Json())["id"]!);
        }
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(ids[0], ids[2]);
        await owner.Business.Get($"{HttpSteps.Api}/operators/{owner.Fleet.OperatorId}/drivers");
        var line = Assert.Single(await app.Audited(new { by = account, what = "listOperatorDrivers" }));
        Assert.Equal(owner.Fleet.OperatorId, (string)line["party"]!);
    }

    [Theory]
    [InlineData(true, Roles.Operator, true)]
    [InlineData(true, Roles.None, false)]
    [InlineData(false, Roles.Operator, false)]
    public void A_business_asks_for_a_second_factor_where_an_operator_s_account_does(
        bool required, Roles acting, bool missing)
    {
        var account = new Account("A-1", null, "13800000000", Roles.Holder, null, Desks.None, "P-1",
            MustChangePassword: false, Disabled: false);
        var rule = new SecondFactorRule(required);
        Assert.Equal(missing, rule.IsMissing(account, acting));
        Assert.False(rule.IsMissing(account with { SecondFactor = true }, acting));
    }

    /// <summary>The path of the account of somebody employed.</summary>
    private static async Task<string> UserOf(OwnerDriver owner) => $"{HttpSteps.Api}/operators/"
        + $"{owner.Fleet.OperatorId}/accounts/{(await owner.Fleet.Operator.Get(Me))["id"]}";

    private static async Task NotForIt(OwnerDriver owner)
    {
        foreach (var path in new[] { Me, Vehicles, $"{HttpSteps.Api}/operators/{owner.Fleet.OperatorId}" })
        {
            using var answer = await owner.Business.GetAsync(new Uri(path, UriKind.Relative));
            await answer.Problem(403, "NOT_ALLOWED");
        }
    }

    private async Task<HttpClient> SignedIn(string name)
    {
        var client = app.Anonymous();
        var session = await client.Done(
            HttpSteps.Api + "/sessions", new { userName = name, password = RegistryApp.OwnPassword });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)session["token"]!);
        return client;
    }

    private static JsonNode Single(JsonNode list) => Assert.Single(list["items"]!.AsArray())!;
}
