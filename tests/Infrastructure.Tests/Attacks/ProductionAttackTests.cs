using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Infrastructure.Tests.Attacks;

/// <summary>
/// Goal: in Production nothing is taken, and each try is found in the audit by the auditor. Method: the built program
/// as a process, attacked from outside alone; each test is named after the rows of docs/threats.md that it walks.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
[Collection(OneProduction.Name)]
public sealed class ProductionAttackTests(ProductionRegistry registry)
{
    private const string RealName = "/me/real-name", Approvals = "/approvals";

    /// <summary>A known name and number, another phone.</summary>
    [Fact]
    public async Task T1_T2_whoever_knows_name_and_number_takes_nothing_over()
    {
        var owner = await registry.AHolder();
        var (thief, _) = await registry.APerson();
        var blank = new
        {
            name = "测试员", identityNumber = owner.Number,
            frontDocumentId = await ProductionRegistry.Uploaded(thief, "identityFront", Images.Png()),
            backDocumentId = await ProductionRegistry.Uploaded(thief, "identityBack", Images.Png(padding: 1)),
        };
        await thief.Refused(RealName, 422, "MATERIAL_UNFIT", blank);
        var pictures = owner.Filed["materials"]!.AsArray().Select(one => (string)one!["documentId"]!).ToArray();
        await thief.Refused(RealName, 422, "MATERIAL_UNFIT", new
        {
            name = "测试员", identityNumber = owner.Number, frontDocumentId = pictures[0], backDocumentId = pictures[1],
        });
        foreach (var picture in pictures) await thief.NotRead("/documents/" + picture, 404, "NOT_FOUND");
        await thief.NotRead($"/applications/{owner.Filed["id"]}", 404, "NOT_FOUND");
        await thief.NotRead($"/certificates/{owner.CertificateId}", 404, "NOT_FOUND");

        var filed = await thief.Done(RealName,
            await ProductionRegistry.Filing(thief, owner.Number), HttpStatusCode.Accepted);
        foreach (var step in (string[])["approve", "claim"])
            await thief.Refused($"/applications/{filed["id"]}/{step}", 404, "NOT_FOUND");
        Assert.Null((await thief.Get("/me"))["realName"]);
        await thief.NotRead("/certificates?mine=true", 403, "REAL_NAME_REQUIRED");
        await ProductionRegistry.Eventually(async () => (await owner.Person.Get("/me/notices"))["items"]!.AsArray()
            .Any(one => (string)one!["kind"]! == "identity.filedByAnother"));
        Assert.Equal(owner.PersonId, (string)(await owner.Person.Get("/me"))["realName"]!["personId"]!);

        var tries = await registry.RefusalsOf(thief);
        Assert.Equal(2, tries["MATERIAL_UNFIT fileRealName"]);
        Assert.Equal(2, tries["NOT_FOUND getDocument"]);
        Assert.Equal(1, tries["NOT_FOUND getApplication"]);
        Assert.Equal(1, tries["NOT_FOUND approveApplication"]);
        Assert.Equal(1, tries["NOT_FOUND getCertificate"]);
    }

    [Fact]
    public async Task T3_a_name_filed_under_a_number_leaves_it_to_the_authority_and_its_holder()
    {
        var number = registry.Number();
        var (squatter, _) = await registry.APerson();
        var body = await ProductionRegistry.Filing(squatter, number, "假名某");
        var filed = await squatter.Done(RealName, body, HttpStatusCode.Accepted);
        await registry.Officer.Done(
            "/certificates", ProductionRegistry.Certificate(number), HttpStatusCode.Created);
        await squatter.Done($"/applications/{filed["id"]}/withdraw");
        for (var i = 0; i < 2; i++)
        {
            filed = await squatter.Done(RealName,
                await ProductionRegistry.Filing(squatter, registry.Number()), HttpStatusCode.Accepted);
            await squatter.Done($"/applications/{filed["id"]}/withdraw");
        }
        await squatter.Refused(RealName, 429, "TOO_MANY", await ProductionRegistry.Filing(squatter, number));
        Assert.Equal(1, (await registry.RefusalsOf(squatter))["TOO_MANY fileRealName"]);
    }

    /// <summary>A binding by mistake, or the session of somebody who was just bound.</summary>
    [Fact]
    public async Task T4_for_72_hours_after_a_binding_nothing_that_hurts_is_done()
    {
        var owner = await registry.AHolder();
        await owner.Person.Refused($"/certificates/{owner.CertificateId}/applications", 422, "TOO_EARLY",
            new { service = "certificate.cancellation", form = new { reason = "不干了" } });
        await owner.Person.Refused("/me/phone", 422, "TOO_EARLY", new { requestIdNew = "C-0", codeNew = "000000" });
        await owner.Person.Refused("/me/close", 422, "TOO_EARLY", new { understood = true });
        Assert.Equal("valid",
            (string)(await owner.Person.Get($"/certificates/{owner.CertificateId}"))["status"]!);
        var acts = await registry.Audited(new { by = owner.Person.AccountId });
        foreach (var what in (string[])["changePhone", "closeAccount"])
            Assert.Contains(acts, one => (string)one["what"]! == what && (string?)one["refusal"] == "TOO_EARLY");
    }

    [Fact]
    public async Task T5_a_stolen_session_moves_no_phone_and_shows_no_export()
    {
        var (owner, phone) = await registry.APerson();
        using var stolen = Visitor.At(registry.Url).With(owner.Token);
        var (requestIdNew, codeNew) = await registry.Code(stolen, "13900009999", "changePhone");
        await stolen.Refused("/me/phone", 400, "MALFORMED", new { requestIdNew, codeNew });
        await stolen.Refused("/me/phone", 400, "MALFORMED",
            new { requestIdOld = requestIdNew, codeOld = codeNew, requestIdNew, codeNew });
        Assert.Equal(2, (await registry.RefusalsOf(owner))["MALFORMED changePhone"]);

        using var elsewhere = Visitor.At(registry.Url); // A second session of the owner's, which then lies open.
        var (requestId, code) = await registry.Code(elsewhere, phone, "signIn");
        await elsewhere.SignIn(new { requestId, code });
        registry.LetLie(owner);
        await elsewhere.NotRead("/me/export", 403, "REAUTHENTICATE");
        foreach (var path in (string[])["/me/phone", "/me/close", "/me/authenticators/totp"])
            await elsewhere.Refused(path, 403, "REAUTHENTICATE");
        Assert.Equal(1, (await registry.RefusalsOf(owner))["REAUTHENTICATE exportMe"]);
        Assert.EndsWith(phone[^4..], (string)(await owner.Get("/me"))["phone"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T5_T8_the_open_session_of_an_officer_does_nothing_that_hurts()
    {
        var owner = await registry.AHolder();
        var officer = await registry.AnOfficer("53");
        using var stolen = await registry.Again(officer);
        registry.LetLie(stolen);
        foreach (var (path, body) in new (string, object)[]
        {
            ($"/persons/{owner.PersonId}/death", new { on = "2026-01-01" }),
            ($"/persons/{owner.PersonId}/identity-change", new { name = "别人" }),
            ($"/persons/{owner.PersonId}/unbind", new { reason = "x" }),
            ($"/persons/{owner.PersonId}/phone", new { requestIdNew = "C-0", codeNew = "0", reason = "x" }),
            ($"/certificates/{owner.CertificateId}/cancel", new { ground = "authority", reason = "x" }),
            ("/me/authenticators/recovery-codes", new { }),
        })
            await stolen.Refused(path, 403, "REAUTHENTICATE", body);
        using (var removed = await stolen.Http.DeleteAsync(HttpSteps.Api + "/me/authenticators/totp"))
            await removed.Problem(403, "REAUTHENTICATE");
        await stolen.Refused("/me/re-authenticate", 400, "MALFORMED", new { password = "not the password" });
        await stolen.Refused("/me/password", 400, "MALFORMED",
            new { oldPassword = "not the password", newPassword = "a phrase of my own" });
        var tries = await registry.RefusalsOf(officer);
        Assert.Equal(1, tries["REAUTHENTICATE recordDeath"]);
        Assert.Equal(1, tries["MALFORMED reAuthenticate"]);
        Assert.Equal(1, tries["MALFORMED changePassword"]);
    }

    [Fact]
    public async Task T9_a_foreign_enterprise_reads_and_does_nothing_of_anothers()
    {
        var fleet = await ProductionFleet.New(registry);
        var (foreign, own, _) = await ProductionFleet.Operator(registry);
        foreach (var path in (string[])[$"/vehicles/{fleet.VehicleId}", $"/vehicles/{fleet.VehicleId}/history",
            $"/trips/{fleet.TripId}", $"/trips/{fleet.TripId}/certificate.pdf", $"/operators/{fleet.OperatorId}",
            $"/operators/{fleet.OperatorId}/drivers", $"/operators/{fleet.OperatorId}/accounts"])
            await foreign.NotRead(path, 404, "NOT_FOUND");
        foreach (var step in (string[])["issue", "paper", "cancel"])
            await foreign.Refused($"/trips/{fleet.TripId}/{step}", 404, "NOT_FOUND");
        await foreign.Refused($"/operators/{fleet.OperatorId}/permits", 404, "NOT_FOUND", new { permitNumber = "x" });
        await foreign.Refused($"/operators/{fleet.OperatorId}/drivers/unlink", 404, "NOT_FOUND",
            new { driverId = fleet.DriverId });

        // L4: another's vehicle is answered like one that is not there.
        var form = new { contactName = "李四", contactPhone = "13800000000", declared = true };
        var about = new List<string>();
        foreach (var vehicle in (string[])[fleet.VehicleId, "V-0000000000000000"])
        {
            foreach (var path in (string[])["/applications", "/applications/check"])
                about.Add((await foreign.Refused($"/vehicles/{vehicle}{path}", 422, "OTHER_OPERATOR", new
                {
                    service = "vehicle.reissue", form, materials = Array.Empty<object>(),
                })).ToJsonString());
            about.Add((await foreign.Refused("/trips", 422, "OTHER_OPERATOR",
                ProductionFleet.Trip(vehicle, fleet.DriverId))).ToJsonString());
        }
        Assert.Single(about.Distinct());
        await foreign.Done($"/operators/{own}/drivers", new { name = "测试员", identityNumber = registry.Number() },
            HttpStatusCode.Accepted);
        Assert.Empty((await foreign.Get($"/operators/{own}/drivers"))["items"]!.AsArray());
        Assert.NotEqual("cancelled", (string)(await fleet.Carrier.Get($"/trips/{fleet.TripId}"))["status"]!);

        var tries = await registry.RefusalsOf(foreign);
        Assert.Equal(2, tries["OTHER_OPERATOR applyForVehicle"]);
        Assert.Equal(2, tries["OTHER_OPERATOR fileTrip"]);
        Assert.Equal(1, tries["NOT_FOUND cancelTrip"]);
        Assert.Equal(1, tries["NOT_FOUND getVehicle"]);
    }

    [Fact]
    public async Task T7_an_officer_of_another_province_decides_nothing_and_widens_no_reach()
    {
        var (owner, officer) = (await registry.AHolder(), await registry.AnOfficer("41"));
        async Task Nothing()
        {
            foreach (var (path, body) in new (string, object)[]
            {
                ($"/persons/{owner.PersonId}/death", new { on = "2026-01-01" }),
                ($"/persons/{owner.PersonId}/driving-licence", new { state = "revoked", on = "2026-01-01" }),
                ($"/persons/{owner.PersonId}/identity-change", new { name = "改名", identityNumber = owner.Number }),
                ($"/persons/{owner.PersonId}/unbind", new { reason = "x" }),
                ($"/certificates/{owner.CertificateId}/cancel", new { ground = "authority", reason = "x" }),
            })
                await officer.Refused(path, 403, "OTHER_AUTHORITY", body);
        }
        await Nothing();
        await officer.NotRead($"/certificates/{owner.CertificateId}", 403, "OTHER_AUTHORITY");
        var own = JsonNode.Parse(ProductionRegistry.Certificate(owner.Number, authority: "410100"))!;
        own["kind"] = "dangerousGoodsEscort";
        await officer.Done("/certificates", own.ToJsonString(), HttpStatusCode.Created);
        await Nothing();
        var found = await officer.Done("/search", new { kind = "certificate", identityNumber = owner.Number });
        Assert.DoesNotContain(found["items"]!.AsArray(), one => (string)one!["id"]! == owner.CertificateId);
        Assert.Equal("valid",
            (string)(await registry.Officer.Get($"/certificates/{owner.CertificateId}"))["status"]!);
        var tries = await registry.RefusalsOf(officer);
        Assert.Equal(2, tries["OTHER_AUTHORITY recordDrivingLicence"]);
        Assert.Single(await registry.Audited(new { by = officer.AccountId, what = "search" }));
    }

    [Fact]
    public async Task T10_T11_an_administrator_alone_reads_nobody_and_makes_no_administrator()
    {
        var (owner, administrator) = (await registry.AHolder(), registry.Administrator);
        var before = await registry.RefusalsOf(administrator);
        var asked = await registry.Officer.Done($"/persons/{owner.PersonId}/unbind", new { reason = "冒用" },
            HttpStatusCode.Accepted);
        foreach (var path in (string[])[$"/certificates/{owner.CertificateId}", $"/applications/{owner.Filed["id"]}"])
            Assert.Contains(await Status(administrator, path), (int[])[403, 404]);
        await administrator.Refused("/search", 403, "NOT_ALLOWED", new { kind = "certificate", name = "测试员" });
        await administrator.Refused("/admin/audit/search", 403, "NOT_ALLOWED");
        await administrator.Refused($"/persons/{owner.PersonId}/unbind", 403, "NOT_ALLOWED", new { reason = "x" });
        foreach (var (step, body) in new (string, object)[] { ("confirm", "{}"), ("decline", new { reason = "x" }) })
            await administrator.Refused($"{Approvals}/{asked["approvalId"]}/{step}", 404, "NOT_FOUND", body);
        await registry.Second.Done($"{Approvals}/{asked["approvalId"]}/decline", new { reason = "不成立" });
        Assert.NotNull((await owner.Person.Get("/me"))["realName"]);

        await administrator.Refused("/accounts/officers", 400, "MALFORMED", new
        {
            userName = "both", authority = "53", system = new[] { "road" },
            roles = new[] { "officer", "administrator" },
        });
        await administrator.Refused("/accounts/officers", 400, "UNKNOWN_FIELD",
            new { userName = "known", authority = "53", system = new[] { "road" }, password = "a password I know" });
        var name = "a" + Guid.NewGuid().ToString("N")[..10];
        var another = await administrator.Done("/accounts/officers",
            new { userName = name, roles = new[] { "administrator" } }, HttpStatusCode.Accepted);
        Assert.Null(another["oneTimeCode"]);
        await administrator.Refused($"{Approvals}/{another["approvalId"]}/confirm", 403, "SECOND_OFFICER");
        Assert.Null((await administrator.Done($"/accounts/{registry.Auditor.AccountId}/reset", "{}",
            HttpStatusCode.Accepted))["oneTimeCode"]);
        Assert.Equal("auditor", (string)(await registry.Auditor.Get("/me"))["roles"]![0]!); // The session goes on.

        var tries = await registry.RefusalsOf(administrator);
        foreach (var one in (string[])["NOT_ALLOWED searchAudit", "NOT_ALLOWED search", "NOT_FOUND declineApproval",
            "MALFORMED openOfficerAccount", "SECOND_OFFICER confirmApproval"])
            Assert.True(tries[one] > before.GetValueOrDefault(one), one);
        var acts = await registry.Audited(new { by = administrator.AccountId });
        foreach (var what in (string[])["openOfficerAccount", "resetAccount"])
            Assert.Contains(acts, one => (string)one["what"]! == what);
        var notices = await registry.Auditor.Get("/me/notices?limit=200");
        Assert.Contains(
            notices["items"]!.AsArray(), one => (string)one!["kind"]! == "account.actAsked"); // At once, and to all.
    }

    private static async Task<int> Status(Visitor who, string path)
    {
        using var answer = await who.Http.GetAsync(HttpSteps.Api + path);
        return (int)answer.StatusCode;
    }
}
