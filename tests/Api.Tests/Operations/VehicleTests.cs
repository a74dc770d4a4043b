using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Vehicles over HTTP: who may, what is unknown, what is malformed, what the law refuses, and what is done.
/// </summary>
[Collection(Shared.Name)]
public sealed class VehicleTests(RegistryApp app)
{
    private const string Vehicles = HttpSteps.Api + "/vehicles";

    [Fact]
    public async Task Register_read_list_history_and_timeline()
    {
        var fleet = await Fleet.New(app);
        var made = await fleet.Vehicle();
        var id = (string)made["id"]!;
        Assert.Equal(("valid", "2026-02-28", "operating", "2026-02-28", "2026-01-29"),
            ((string)made["status"]!, (string)made["validTo"]!,
            (string)made["operatingStatus"]!,
            (string)made["review"]!["validTo"]!,
            (string)made["review"]!["opensOn"]!));
        Assert.Equal(fleet.OperatorId, (string)made["operator"]!["id"]!);
        var read = await fleet.Operator.Get($"{Vehicles}/{id}");
        Assert.Equal((string)made["plate"]!, (string)read["plate"]!);
        Assert.Equal(
            [id],
            (await fleet.Operator.Get(Vehicles + "?mine=true"))["items"]!.AsArray().Select(
                item => (string)item!["id"]!));
        var history = await fleet.Operator.Get($"{Vehicles}/{id}/history");
        Assert.Equal("vehicle.registered", (string)history["items"]![0]!["type"]!);
        var timeline = await fleet.Officer.Get($"{Vehicles}/{id}/timeline");
        Assert.Contains(timeline["items"]!.AsArray(), item => (string)item!["name"]! == "expiry");

        var other = await Fleet.New(app);
        using var hidden = await other.Operator.GetAsync(new Uri($"{Vehicles}/{id}", UriKind.Relative));
        await hidden.Problem(404, "NOT_FOUND");
        var yunnan = await app.As("officer.yunnan");
        using var elsewhere = await yunnan.GetAsync(new Uri($"{Vehicles}/{id}", UriKind.Relative));
        await elsewhere.Problem(403, "OTHER_AUTHORITY");
        using var all = await fleet.Operator.GetAsync(new Uri(Vehicles, UriKind.Relative));
        await all.Problem(400, "MALFORMED");
    }

    [Fact]
    public async Task A_registration_is_refused_for_strangers_faults_and_doubles()
    {
        var fleet = await Fleet.New(app);
        var row = fleet.Row();
        await (await app.As("officer.yunnan")).Refused(Vehicles, 403, "OTHER_AUTHORITY", row.ToJsonString());
        await fleet.Officer.Refused(Vehicles, 400, "IDENTIFIER_INVALID", With(row, "plate", "豫I12345"));
        await fleet.Officer.Refused(Vehicles, 400, "IDENTIFIER_INVALID", With(row, "creditCode", "91110304MA0107236J"));
        await fleet.Officer.Refused(Vehicles, 400, "MALFORMED", With(row, "creditCode", "91500000202828578J"));
        await fleet.Officer.Refused(Vehicles, 400, "MALFORMED", With(row, "validFrom", "2030-01-01"));
        await fleet.Officer.Refused(Vehicles, 400, "UNKNOWN_FIELD", With(row, "colour", "yellow"));
        await fleet.Officer.Done(Vehicles, row.ToJsonString(), HttpStatusCode.Created);
        var problem = await fleet.Officer.Refused(Vehicles, 409, "DUPLICATE", row.ToJsonString());
        Assert.NotNull(problem["errors"]);
    }

    [Fact]
    public async Task An_annual_review_from_the_application_to_the_new_date()
    {
        var fleet = await Fleet.New(app);
        var id = (string)(await fleet.Vehicle())["id"]!;
        var application =
            await fleet.Operator.Done($"{Vehicles}/{id}/applications", await fleet.Review(), HttpStatusCode.Created);
        Assert.Equal(
            (id, null, "submitted"),
            ((string?)application["vehicleId"], (string?)application["certificateId"], (string?)application["status"]));
        Assert.True(
            string.CompareOrdinal((string)application["acceptTargetBy"]!, (string)application["acceptBy"]!) < 0);
        var applicationId = (string)application["id"]!;
        Assert.Contains((await fleet.Operator.Get(HttpSteps.Api + "/applications?mine=true"))["items"]!.AsArray(),
            item => (string)item!["id"]! == applicationId);
        var queue =
            await fleet.Officer.Get(HttpSteps.Api + "/applications?queue=true&service=vehicle.annualReview&limit=200");
        Assert.Contains(queue["items"]!.AsArray(), item => (string)item!["id"]! == applicationId);
        var shown = await fleet.Officer.Get($"{HttpSteps.Api}/applications/{applicationId}");
        Assert.Equal(fleet.CreditCode, (string)shown["applicant"]!["identityNumber"]!);

        await fleet.Operator.Refused(
            $"{Vehicles}/{id}/applications", 409, "OPEN_APPLICATION_EXISTS", await fleet.Review());
        await fleet.Operator.Refused(
            $"{HttpSteps.Api}/applications/{applicationId}/accept", 403, "NOT_ALLOWED", new { });
        await fleet.Officer.Done($"{HttpSteps.Api}/applications/{applicationId}/accept", new { });
        await fleet.Operator.Refused(
            $"{HttpSteps.Api}/applications/{applicationId}/withdraw", 409, "ALREADY_ACCEPTED", new { });
        var approved = await fleet.Officer.Done($"{HttpSteps.Api}/applications/{applicationId}/approve", new { });
        Assert.Equal("approved", (string)approved["status"]!);
        var vehicle = await fleet.Operator.Get($"{Vehicles}/{id}");
        Assert.True(string.CompareOrdinal((string)vehicle["review"]!["validTo"]!, "2027-01-01") > 0);
        Assert.Contains((await fleet.Operator.Get(HttpSteps.Api + "/me/notices"))["items"]!.AsArray(),
            item => (string)item!["kind"]! == "applicationApproved");
    }

    [Fact]
    public async Task An_application_is_refused_by_form_operator_kind_permit_and_material()
    {
        var fleet = await Fleet.New(app, bound: false);
        var id = (string)(await fleet.Vehicle())["id"]!;
        var path = $"{Vehicles}/{id}/applications";
        var form =
            new { contactName = "李四", contactPhone = "13800000000", declared = true, hasInspectionRecords = true };
        await fleet.Operator.Refused(path, 400, "MALFORMED", await fleet.Application("certificate.reissue", form));
        await fleet.Operator.Refused(
            path,
            400,
            "MALFORMED",
            await fleet.Application(
                "vehicle.annualReview", new { contactName = "李四", contactPhone = "1", declared = false }));
        await fleet.Operator.Refused(path, 400, "UNKNOWN_FIELD", await fleet.Application("vehicle.annualReview",
            new { contactName = "李四", contactPhone = "13800000000", declared = true, colour = "yellow" }));
        await fleet.Operator.Refused(path, 422, "PERMIT_NOT_VALID", await fleet.Review());
        await fleet.Operator.Done(
            $"{HttpSteps.Api}/operators/{fleet.OperatorId}/permits", new { permitNumber = fleet.PermitNumber });
        await fleet.Operator.Refused(
            path,
            422,
            "MATERIAL_MISSING",
            await fleet.Application("vehicle.annualReview", form, "vehicleLicenceFront"));
        await (await Fleet.New(app)).Operator.Refused(path, 422, "OTHER_OPERATOR", await fleet.Review());
        await (await app.As("driver.1")).Refused(path, 403, "NOT_ALLOWED", await fleet.Review());
        var dangerous = (string)(await fleet.Vehicle("dangerousGoods"))["id"]!;
        await fleet.Operator.Refused(
            $"{Vehicles}/{dangerous}/applications", 422, "KIND_NOT_COVERED", await fleet.Review());
    }

    [Fact]
    public async Task Ex_officio_status_grade_violations_and_cancellation()
    {
        var fleet = await Fleet.New(app);
        var id = (string)(await fleet.Vehicle())["id"]!;
        await fleet.Operator.Refused($"{Vehicles}/{id}/status", 403, "NOT_ALLOWED", new { status = "suspended" });
        await (await app.As("officer.yunnan")).Refused(
            $"{Vehicles}/{id}/status", 403, "OTHER_AUTHORITY", new { status = "suspended" });
        await fleet.Officer.Refused($"{Vehicles}/{id}/status", 400, "MALFORMED", new { status = "scrapped" });
        await fleet.Officer.Refused($"{Vehicles}/{id}/status", 400, "MALFORMED", new { status = "flying" });
        Assert.Equal(
            "suspended",
            (string)(await fleet.Officer.Done(
                $"{Vehicles}/{id}/status", new { status = "suspended" }))["operatingStatus"]!);
        await fleet.Operator.Refused(
            $"{Vehicles}/{id}/applications", 422, "VEHICLE_NOT_IN_OPERATION", await fleet.Review());
        await fleet.Officer.Done($"{Vehicles}/{id}/status", new { status = "operating" });
        await fleet.Officer.Refused(
            $"{Vehicles}/{id}/technical-grade", 400, "MALFORMED", new { grade = "grade1", on = "2040-01-01" });
        await fleet.Officer.Done($"{Vehicles}/{id}/technical-grade", new { grade = "notPassed", on = "2026-01-05" });
        var vehicle = await fleet.Officer.Done($"{Vehicles}/{id}/violations", new { on = "2026-01-06", note = "超限运输" });
        var problem =
            await fleet.Operator.Refused($"{Vehicles}/{id}/applications", 422, "NOT_ELIGIBLE", await fleet.Review());
        Assert.Equal(["technicalGrade", "violations"], problem["errors"]!.AsObject().Select(error => error.Key));
        var violation = (string)vehicle["violations"]![0]!["id"]!;
        await fleet.Officer.Refused($"{Vehicles}/{id}/violations/{violation}9/settle", 404, "NOT_FOUND", new { });
        var settled = await fleet.Officer.Done(
            $"{Vehicles}/{id}/violations/{violation}/settle", new { note = "已处罚" });
        Assert.Empty(settled["violations"]!.AsArray());
        var cancelled = await fleet.Officer.Done($"{Vehicles}/{id}/cancel", new { ground = "scrapped", reason = "报废" });
        Assert.Equal(("cancelled", "scrapped"), ((string)cancelled["status"]!, (string)cancelled["operatingStatus"]!));
        await fleet.Officer.Done($"{Vehicles}/{id}/cancel", new { ground = "authority", reason = "报废" });
        await fleet.Operator.Refused($"{Vehicles}/{id}/applications", 422, "CERT_CANCELLED", await fleet.Review());
    }

    /// <summary>Registered, searched and looked up in any usual writing (rules.md H.23).</summary>
    [Fact]
    public async Task A_plate_is_taken_and_found_in_any_writing()
    {
        var fleet = await Fleet.New(app);
        var row = fleet.Row();
        var plate = (string)row["plate"]!;
        row["plate"] = $"{plate[0]}ｂ · {plate[2..]}";
        var made = await fleet.Officer.Done(Vehicles, row.ToJsonString(), HttpStatusCode.Created);
        Assert.Equal(plate, (string)made["plate"]!);
        row["vin"] = fleet.Row()["vin"]!.DeepClone();
        row["plate"] = $"{plate[..2]}•{plate[2..]}";
        await fleet.Officer.Refused(Vehicles, 409, "DUPLICATE", row.ToJsonString());
        var enforcement = await app.As("enforcement.yunnan");
        string[] writings = [$"{plate[..2]}·{plate[2..]}", $" {plate[0]}Ｂ{plate[2..]}", plate.ToLowerInvariant()];
        foreach (var written in writings)
        {
            var found = await fleet.Officer.Done(HttpSteps.Api + "/search", new { kind = "vehicle", plate = written });
            Assert.Equal((string)made["id"]!, (string)Assert.Single(found["items"]!.AsArray())!["id"]!);
            found = await enforcement.Done(HttpSteps.Api + "/lookup", new { reason = "路检", plate = written });
            Assert.Equal(plate, (string)Assert.Single(found["items"]!.AsArray())!["plate"]!);
        }
    }

    [Fact]
    public async Task Found_by_plate_and_certificate_number()
    {
        var fleet = await Fleet.New(app);
        var vehicle = await fleet.Vehicle();
        var (id, plate, number) = (
            (string)vehicle["id"]!, (string)vehicle["plate"]!, (string)vehicle["certificateNumber"]!);
        var found = await fleet.Officer.Done(HttpSteps.Api + "/search", new { kind = "vehicle", plate });
        Assert.Equal([id], found["items"]!.AsArray().Select(item => (string)item!["id"]!));
        var elsewhere = await app.As("officer.yunnan");
        found = await elsewhere.Done(HttpSteps.Api + "/search", new { kind = "vehicle", plate });
        Assert.Empty(found["items"]!.AsArray());
        await fleet.Officer.Refused(HttpSteps.Api + "/search", 400, "MALFORMED", new { kind = "certificate", plate });
        await fleet.Officer.Refused(HttpSteps.Api + "/search", 400, "MALFORMED", new { kind = "vehicle", name = "李" });
        var enforcement = await app.As("enforcement.yunnan");
        Assert.Equal("valid", (string)(await enforcement.Done(
            HttpSteps.Api + "/lookup", new { reason = "路检", plate }))["items"]![0]!["status"]!);
        Assert.Equal(plate, (string)(await enforcement.Done(
            HttpSteps.Api + "/lookup", new { reason = "路检", certificateNumber = number }))["items"]![0]!["plate"]!);
        await enforcement.Refused(HttpSteps.Api + "/lookup", 400, "MALFORMED", new { reason = "路检" });
    }

    private static string With(JsonObject row, string name, JsonNode value)
    {
        var changed = (JsonObject)row.DeepClone();
        changed[name] = value;
        return changed.ToJsonString();
    }
}
