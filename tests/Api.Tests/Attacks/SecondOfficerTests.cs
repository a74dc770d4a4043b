using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Audit;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>
/// Goal: no officer alone renames a person or takes back what another authority recorded (T7, H4; rules.md H.26).
/// Method: each act is asked for over HTTP and tried by everybody who must not confirm it.
/// </summary>
[Collection(Shared.Name)]
public sealed class SecondOfficerTests(RegistryApp app)
{
    [Fact]
    public async Task T7_H4_a_name_changes_when_a_second_officer_of_the_same_reach_confirms_and_both_stand_there()
    {
        var (id, person, number) = await Holder();
        var (first, firstId) = await app.NewOfficer();
        var asked = await Renamed(first, person, number);
        var approval = (string)asked["approvalId"]!;
        Assert.Equal("2026-02-28T00:00:00", ((string)asked["expiresAt"]!)[..19]); // Spring Festival lies between.

        Assert.NotEqual("新名字", await NameOf(id));
        await first.Refused($"{HttpSteps.Api}/approvals/{approval}/confirm", 403, "SECOND_OFFICER");
        var (foreign, _) = await app.NewOfficer("53");
        using (var hidden = await foreign.Post($"{HttpSteps.Api}/approvals/{approval}/confirm"))
            Assert.True(hidden.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden);
        Assert.NotEqual("新名字", await NameOf(id));

        var (second, secondId) = await app.NewOfficer();
        var waiting = await second.Get($"{HttpSteps.Api}/approvals?queue=true&limit=200");
        var item = waiting["items"]!.AsArray().Single(one => (string)one!["approvalId"]! == approval)!;
        Assert.Equal(("person.identityChange", person), ((string)item["what"]!, (string)item["about"]!));
        Assert.Equal("新名字", (string)item["identity"]!["name"]!);
        Assert.DoesNotContain(number, item.ToJsonString(), StringComparison.Ordinal);
        await second.Done($"{HttpSteps.Api}/approvals/{approval}/confirm");
        Assert.Equal("新名字", await NameOf(id));
        Assert.NotEqual(firstId, secondId);
        await second.Done($"{HttpSteps.Api}/approvals/{approval}/confirm"); // Asked twice, it happened once.
    }

    [Fact]
    public async Task T7_H4_what_is_declined_changes_nothing_and_can_be_asked_again()
    {
        var (id, person, number) = await Holder();
        var (first, _) = await app.NewOfficer();
        var approval = (string)(await Renamed(first, person, number))["approvalId"]!;
        Assert.Equal(approval, (string)(await Renamed(first, person, number))["approvalId"]!); // The same, once.
        var (second, _) = await app.NewOfficer();
        await second.Done($"{HttpSteps.Api}/approvals/{approval}/decline", new { reason = "证明不清" });
        Assert.NotEqual("新名字", await NameOf(id));
        Assert.NotEqual(approval, (string)(await Renamed(first, person, number))["approvalId"]!);
    }

    [Fact]
    public async Task T7_H4_a_number_that_another_person_has_is_refused_when_it_is_asked_for()
    {
        var (_, person, _) = await Holder();
        var (_, _, taken) = await Holder();
        var (first, _) = await app.NewOfficer();
        await first.Refused($"{HttpSteps.Api}/persons/{person}/identity-change", 409, "DUPLICATE",
            new { name = "新名字", identityNumber = taken });
        await first.Refused($"{HttpSteps.Api}/persons/{person}/identity-change", 400, "IDENTIFIER_INVALID",
            new { name = "新名字", identityNumber = "1" });
    }

    [Fact]
    public async Task T7_H4_another_authority_s_fact_takes_two_officers_and_the_own_one_takes_one()
    {
        var (id, person, _) = await Holder();
        var (province, _) = await app.NewOfficer("41");
        var recorded = await province.Done($"{HttpSteps.Api}/persons/{person}/death", new { on = "2026-02-12" });
        var fact = (string)recorded["death"]!["id"]!;
        var (city, _) = await app.NewOfficer("4101");

        var asked = await city.Done(
            $"{HttpSteps.Api}/persons/{person}/facts/{fact}/correct", new { reason = "同名误登" },
            HttpStatusCode.Accepted);
        Assert.Equal("cancelled", (string)(await province.Get($"{HttpSteps.Api}/certificates/{id}"))["status"]!);
        await city.Refused($"{HttpSteps.Api}/approvals/{asked["approvalId"]}/confirm", 403, "SECOND_OFFICER");
        await province.Done($"{HttpSteps.Api}/approvals/{asked["approvalId"]}/confirm");
        Assert.Equal("valid", (string)(await province.Get($"{HttpSteps.Api}/certificates/{id}"))["status"]!);

        var again = await province.Done($"{HttpSteps.Api}/persons/{person}/death", new { on = "2026-02-11" });
        await province.Done($"{HttpSteps.Api}/persons/{person}/facts/{again["death"]!["id"]}/correct",
            new { reason = "日期有误" });
    }

    [Fact]
    public async Task T7_H4_the_version_in_If_Match_is_the_person_s()
    {
        var (_, person, number) = await Holder();
        var (first, _) = await app.NewOfficer();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"{HttpSteps.Api}/persons/{person}/identity-change");
        request.Headers.TryAddWithoutValidation("If-Match", "\"99\"");
        request.Content = new StringContent(
            new JsonObject { ["name"] = "新名字", ["identityNumber"] = number }.ToJsonString(), null, "application/json");
        using var answer = await first.SendAsync(request);
        await answer.Problem(412, "STALE_VERSION");
    }

    /// <summary>One administrator opens two officers, and plays both.</summary>
    [Fact]
    public async Task T10_an_administrator_who_opens_two_officers_has_no_second_officer()
    {
        var (id, person, number) = await Holder();
        using var one = await OpenedBy("admin");
        using var two = await OpenedBy("admin");
        var approval = (string)(await Renamed(one, person, number))["approvalId"]!;
        var refused = await two.Refused($"{HttpSteps.Api}/approvals/{approval}/confirm", 403, "SECOND_OFFICER");
        Assert.Equal("2026-03-15", (string)refused["retry"]!["from"]!); // The thirty days of the new account.
        Assert.NotEqual("新名字", await NameOf(id));

        using var three = await OpenedBy("admin.2");
        await three.Done($"{HttpSteps.Api}/approvals/{approval}/confirm");
        Assert.Equal("新名字", await NameOf(id));
    }

    /// <summary>A new officer's account with a password of its own, as an administrator opens one.</summary>
    private async Task<HttpClient> OpenedBy(string administrator)
    {
        var name = "officer." + Guid.NewGuid().ToString("N")[..8];
        var opened = await (await app.As(administrator)).Done($"{HttpSteps.Api}/accounts/officers",
            new { userName = name, authority = "41", system = "road" }, HttpStatusCode.Created);
        var code = (string)opened["oneTimeCode"]!;
        using var beginner = await SignedIn(name, code);
        using var changed = await beginner.Post($"{HttpSteps.Api}/me/password",
            new { oldPassword = code, newPassword = RegistryApp.OwnPassword });
        await changed.Is(HttpStatusCode.NoContent);
        return await SignedIn(name, RegistryApp.OwnPassword);
    }

    private async Task<HttpClient> SignedIn(string userName, string password)
    {
        var client = app.Anonymous();
        var session = await client.Done($"{HttpSteps.Api}/sessions", new { userName, password });
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)session["token"]!);
        return client;
    }

    private async Task<(string Certificate, string Person, string Number)> Holder()
    {
        var certificate = await app.Certificate();
        return ((string)certificate["id"]!, (string)certificate["holder"]!["id"]!,
            (string)certificate["certificateNumber"]!);
    }

    private static Task<JsonNode> Renamed(HttpClient officer, string person, string number) => officer.Done(
        $"{HttpSteps.Api}/persons/{person}/identity-change", new { name = "新名字", identityNumber = number },
        HttpStatusCode.Accepted);

    private async Task<string> NameOf(string certificate) => (string)(await (await app.As("officer.henan"))
        .Get($"{HttpSteps.Api}/certificates/{certificate}"))["holder"]!["name"]!;
}
