using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: the proof of identity over HTTP: filed, decided, barred for a while, undone by two officers (H.24).
/// </summary>
[Collection(Shared.Name)]
public sealed class RealNameTests(RegistryApp app)
{
    private const string Own = HttpSteps.Api + "/me/real-name", Applications = HttpSteps.Api + "/applications";

    [Fact]
    public async Task A_filing_is_decided_at_the_desk_and_binds_the_account()
    {
        var number = Cases.CitizenNumber();
        using var holder = await app.NewAccount();
        Assert.Equal("{\"realName\":null,\"application\":null,\"barredUntil\":null}", Bare(await holder.Get(Own)));
        var id = await holder.FiledRealName("王小明", number.ToLowerInvariant());
        Assert.Null((await holder.Get(HttpSteps.Api + "/me"))["realName"]);
        var mine = await holder.Get(Applications + "?mine=true");
        Assert.Equal((id, "submitted"), ((string)mine["items"]![0]!["id"]!, (string)mine["items"]![0]!["status"]!));
        var officer = await app.As("officer.henan");
        await Cases.Answered(officer, id);
        var seen = await officer.Get($"{Applications}/{id}");
        Assert.Equal(("passed", "notCompared", 1), ((string)seen["identity"]!["check"]!,
            (string)seen["identity"]!["portrait"]!, (int)seen["identity"]!["accounts"]!));
        var queue = await officer.Get(Applications + "?queue=true&service=identity.binding&limit=200");
        Assert.Contains(queue["items"]!.AsArray(), item => (string)item!["id"]! == id);
        foreach (var material in seen["materials"]!.AsArray())
        {
            using var picture = await officer.GetAsync(new Uri($"{HttpSteps.Api}/documents/{material!["documentId"]}",
                UriKind.Relative));
            await picture.Is(HttpStatusCode.OK);
        }
        await officer.Done($"{Applications}/{id}/claim");
        Assert.Equal("approved", (string)(await officer.Done($"{Applications}/{id}/approve"))["status"]!);
        Assert.Equal(number, (string)(await Cases.Bound(holder))["identityNumber"]!);
        var state = await holder.Get(Own);
        Assert.Equal("2026-02-16T09:00:00+08:00", (string)state["barredUntil"]!);
        await holder.Refused(Own, 409, "ALREADY_BOUND", await holder.Filing("王小明", number));
        var notices = await holder.Get(HttpSteps.Api + "/me/notices");
        Assert.Contains(notices["items"]!.AsArray(), notice => (string)notice!["kind"]! == "identity.bound");
        var filed = Assert.Single((await holder.Get(HttpSteps.Api + "/me/export"))["applications"]!.AsArray());
        Assert.Equal((id, true), ((string)filed!["id"]!, filed["identity"] is null));
    }

    [Fact]
    public async Task For_72_hours_no_cancellation_no_other_phone_and_no_post_but_pick_up()
    {
        var (holder, certificate, _) = await Bound();
        var path = $"{HttpSteps.Api}/certificates/{certificate}/applications";
        var phone = await holder.Refused(HttpSteps.Api + "/me/phone", 422, "TOO_EARLY",
            new { requestIdNew = "C-0", codeNew = "000000" });
        Assert.Equal(("True", "2026-02-16"), (phone["retry"]!["possible"]!.ToString() is "true" ? "True" : "",
            (string)phone["retry"]!["from"]!));
        await holder.Refused(path, 422, "TOO_EARLY", new
        {
            service = "certificate.cancellation",
            form = new { reason = "不干了" }
        });
        var renewal = new
        {
            service = "certificate.renewal", form = new { },
            materials = await holder.RenewalMaterials(), delivery = "post"
        };
        await holder.Refused(path, 422, "TOO_EARLY", renewal);
        using var moved = await holder.PatchAsJsonAsync(HttpSteps.Api + "/me/profile", new { address = "别处 1 号" });
        await moved.Problem(422, "TOO_EARLY");
        await holder.Done(path, new { renewal.service, renewal.form, renewal.materials, delivery = "pickUp" },
            HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_undoing_is_asked_for_by_one_officer_and_confirmed_by_another()
    {
        var (holder, _, person) = await Bound();
        var (first, second) = (await app.As("officer.henan"), await app.As("officer.henan.2"));
        var unbind = $"{HttpSteps.Api}/persons/{person}/unbind";
        await (await app.As("officer.yunnan")).Refused(unbind, 403, "OTHER_AUTHORITY", new { reason = "x" });
        await first.Refused(unbind, 400, "MALFORMED", new { reason = " " });
        var asked = await first.Done(unbind, new { reason = "冒用身份" }, HttpStatusCode.Accepted);
        var id = (string)asked["approvalId"]!;
        // Five working days, over the Spring Festival.
        Assert.Equal("2026-02-28T00:00:00+08:00", (string)asked["expiresAt"]!);
        await first.Refused($"{HttpSteps.Api}/approvals/{id}/confirm", 403, "SECOND_OFFICER");
        await (await app.As("centre")).Refused($"{HttpSteps.Api}/approvals/{id}/confirm", 404, "NOT_FOUND");
        var queue = await second.Get(HttpSteps.Api + "/approvals?queue=true&limit=200");
        Assert.Equal(person, (string)Assert.Single(queue["items"]!.AsArray(), one =>
            (string)one!["approvalId"]! == id)!["about"]!);
        await holder.Refused($"{Applications}/{id}/withdraw", 403, "NOT_ALLOWED");
        Assert.DoesNotContain("冒用身份", (await holder.Get(HttpSteps.Api + "/me/export")).ToJsonString(),
            StringComparison.Ordinal);
        await second.Done($"{HttpSteps.Api}/approvals/{id}/confirm");
        await Ended(holder);
        await second.Refused(unbind, 409, "WRONG_STATE", new { reason = "冒用身份" });
    }

    [Fact]
    public async Task A_declined_undoing_leaves_the_binding()
    {
        var (holder, _, person) = await Bound();
        var asked = await (await app.As("officer.henan"))
            .Done($"{HttpSteps.Api}/persons/{person}/unbind", new { reason = "x" }, HttpStatusCode.Accepted);
        var second = await app.As("officer.henan.2");
        await second.Done($"{HttpSteps.Api}/approvals/{asked["approvalId"]}/decline", new { reason = "证据不足" });
        Assert.NotNull((await holder.Get(HttpSteps.Api + "/me"))["realName"]);
    }

    [Fact]
    public async Task A_refusal_reaches_the_filer_who_sees_no_more_than_before()
    {
        using var holder = await app.NewAccount();
        var id = await holder.FiledRealName("王小明", Cases.CitizenNumber());
        var officer = await app.As("officer.henan");
        await officer.Done($"{Applications}/{id}/supplement",
            new { message = "背面看不清", materials = new[] { "identityBack" } });
        await holder.Done($"{Applications}/{id}/supplement-answer",
            new
            {
                materials = new[] { new { kind = "identityBack",
            documentId = await holder.UploadedCard("identityBack") } }
            });
        await Cases.Answered(officer, id);
        await officer.Done($"{Applications}/{id}/refuse", new { reasons = new[] { "照片不是本人" } });
        var notices = await holder.Get(HttpSteps.Api + "/me/notices");
        Assert.Equal("identity.refused", (string)notices["items"]![0]!["kind"]!);
        Assert.Equal("refused", (string)(await holder.Get(Own))["application"]!["status"]!);
        await holder.Refused(
            HttpSteps.Api + "/certificates/Q-0000000000000000/applications", 403, "REAL_NAME_REQUIRED",
            new { service = "certificate.cancellation", form = new { reason = "x" } });
        using var list = await holder.GetAsync(new Uri(HttpSteps.Api + "/certificates?mine=true", UriKind.Relative));
        await list.Problem(403, "REAL_NAME_REQUIRED");
    }

    [Fact]
    public async Task What_cannot_be_a_filing_is_refused_at_once()
    {
        using var holder = await app.NewAccount();
        var (front, back) = (await holder.UploadedCard("identityFront"), await holder.UploadedCard("identityBack"));
        JsonObject Body(string name, string number, string one, string other) => new()
        {
            ["name"] = name, ["identityNumber"] = number, ["frontDocumentId"] = one, ["backDocumentId"] = other,
        };
        await holder.Refused(Own, 400, "IDENTIFIER_INVALID", Body("王大明", "123", front, back).ToJsonString());
        await holder.Refused(Own, 400, "MALFORMED", Body(" ", Cases.CitizenNumber(), front, back).ToJsonString());
        var swapped = await holder.Refused(Own, 422, "MATERIAL_UNFIT",
            Body("王大明", Cases.CitizenNumber(), back, front).ToJsonString());
        Assert.Equal(["backDocumentId", "frontDocumentId"],
            swapped["errors"]!.AsObject().Select(fault => fault.Key).Order(StringComparer.Ordinal));
        Assert.Null((await holder.Get(Own))["application"]);
    }

    /// <summary>A holder of a certificate of Henan, bound by proof today.</summary>
    private async Task<(HttpClient Holder, string Certificate, string Person)> Bound()
    {
        var number = Cases.CitizenNumber();
        var officer = await app.As("officer.henan.2");
        var certificate = await officer.Done(HttpSteps.Api + "/certificates", Cases.Row(number).ToJsonString(),
            HttpStatusCode.Created);
        var holder = await app.NewAccount();
        var id = await holder.FiledRealName("测试员", number);
        var desk = await app.As("officer.henan");
        await Cases.Answered(desk, id);
        await desk.Done($"{Applications}/{id}/approve");
        var known = await Cases.Bound(holder);
        return (holder, (string)certificate["id"]!, (string)known["personId"]!);
    }

    private static async Task Ended(HttpClient client)
    {
        for (var i = 0; i < 100; i++)
        {
            using var answer = await client.GetAsync(new Uri(HttpSteps.Api + "/me", UriKind.Relative));
            if (answer.StatusCode == HttpStatusCode.Unauthorized) return;
            await Task.Delay(50);
        }
        Assert.Fail("the sessions of an account that was undone go on");
    }

    private static string Bare(JsonNode state) => new JsonObject
    {
        ["realName"] = state["realName"]?.DeepClone(), ["application"] = state["application"]?.DeepClone(),
        ["barredUntil"] = state["barredUntil"]?.DeepClone(),
    }.ToJsonString();
}
