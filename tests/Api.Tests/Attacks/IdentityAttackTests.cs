using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>
/// Goal: nobody becomes somebody else, and nobody makes a number unusable. Method: as an attacker would, over HTTP;
/// each test is named after the row of docs/threats.md that it walks.
/// </summary>
[Collection(Shared.Name)]
public sealed class IdentityAttackTests(RegistryApp app)
{
    private const string Own = HttpSteps.Api + "/me/real-name", Certificates = HttpSteps.Api + "/certificates";

    /// <summary>C1 of the attack: a known pair and two blank pictures took over a certificate.</summary>
    [Fact]
    public async Task T1_a_known_pair_and_two_blank_pictures_give_nothing()
    {
        var number = await OnRecord();
        using var thief = await app.NewAccount();
        var blank = new
        {
            name = "测试员", identityNumber = number,
            frontDocumentId = await thief.Uploaded("identityFront"),
            backDocumentId = await thief.Uploaded("identityBack")
        };
        await thief.Refused(Own, 422, "MATERIAL_UNFIT", blank);
        await SeesNothing(thief);
    }

    [Fact]
    public async Task T1_a_known_pair_and_pictures_of_the_right_size_wait_for_an_authority()
    {
        var number = await OnRecord();
        using var thief = await app.NewAccount();
        var id = await thief.FiledRealName("测试员", number);
        await SeesNothing(thief);
        foreach (var step in (string[])["approve", "claim", "accept"])
            await thief.Refused($"{HttpSteps.Api}/applications/{id}/{step}", 404, "NOT_FOUND", "{}");
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("officer.yunnan")]
    [InlineData("enforcement.yunnan")]
    [InlineData("operator.demo")]
    [InlineData("employer.demo")]
    [InlineData("centre")]
    [InlineData("nra")]
    [InlineData("driver.1")]
    public async Task T1_T11_nobody_but_the_desk_decides_or_reads_a_filing(string account)
    {
        using var filer = await app.NewAccount();
        var id = await filer.FiledRealName("测试员", await OnRecord());
        var client = await app.As(account);
        (string Step, string Body)[] steps =
        [
            ("approve", "{}"),
            ("refuse", """{"reasons":["x"]}"""),
            ("claim", "{}"),
            ("withdraw", "{}"),
            ("supplement", """{"message":"x"}"""),
        ];
        foreach (var (step, body) in steps)
            await client.Refused($"{HttpSteps.Api}/applications/{id}/{step}", 404, "NOT_FOUND", body);
        using var read = await client.GetAsync(new Uri($"{HttpSteps.Api}/applications/{id}", UriKind.Relative));
        await read.Problem(404, "NOT_FOUND");
        using var sheet =
            await client.GetAsync(new Uri($"{HttpSteps.Api}/applications/{id}/voucher.pdf", UriKind.Relative));
        await sheet.Problem(404, "NOT_FOUND");
    }

    /// <summary>The oracle of the attack: 422 for another name, 409 for a bound number, 200 else.</summary>
    [Fact]
    public async Task T2_the_answer_is_the_same_for_a_number_that_is_free_on_record_named_otherwise_or_bound()
    {
        var (bound, onRecord, free) = (await OnRecord(), await OnRecord(), Cases.CitizenNumber());
        using var owner = await app.NewAccount();
        await app.BindRealName(owner, "测试员", bound);
        var answers = new List<string>();
        foreach (var (name, number) in ((string, string)[])[("测试员", free), ("测试员", onRecord), ("冒名者", onRecord),
            ("测试员", bound), ("冒名者", bound)])
        {
            using var stranger = await app.NewAccount();
            using var answer = await stranger.Post(Own, await stranger.Filing(name, number));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            var seen = (await answer.Json()).AsObject();
            var again = (await stranger.Get(Own))["application"]!.AsObject();
            answers.Add(Shape(seen) + Shape(again) + answer.Headers.ETag);
        }
        Assert.Single(answers.Distinct());

        static string Shape(JsonObject seen)
        {
            foreach (var own in (string[])["id", "form", "materials"]) seen.Remove(own);
            return seen.ToJsonString();
        }
    }

    [Fact]
    public async Task T2_an_account_tries_three_numbers_a_day()
    {
        using var thief = await app.NewAccount();
        for (var i = 0; i < 3; i++)
        {
            var id = await thief.FiledRealName("测试员", Cases.CitizenNumber());
            await thief.Done($"{HttpSteps.Api}/applications/{id}/withdraw");
        }
        var problem = await thief.Refused(Own, 429, "TOO_MANY", await thief.Filing("测试员", Cases.CitizenNumber()));
        Assert.Equal("2026-02-14", (string)problem["retry"]!["from"]!);
    }

    /// <summary>
    /// C2 of the attack: a wrong name under a number that nobody had, and the authority could not register it any more.
    /// </summary>
    [Fact]
    public async Task T3_a_wrong_name_in_a_filing_leaves_the_number_usable_for_the_authority_and_its_holder()
    {
        var number = Cases.CitizenNumber();
        using var thief = await app.NewAccount();
        await thief.FiledRealName("假名某", number);
        var officer = await app.As("officer.henan");
        await officer.Done(Certificates, Cases.Row(number).ToJsonString(), HttpStatusCode.Created);
        using var owner = await app.NewAccount();
        var id = await owner.FiledRealName("测试员", number);
        var desk = await app.As("officer.henan.2");
        await Cases.Answered(desk, id);
        // The desk sees both.
        Assert.Equal(2, (int)(await desk.Get($"{HttpSteps.Api}/applications/{id}"))["identity"]!["accounts"]!);
        await desk.Done($"{HttpSteps.Api}/applications/{id}/approve");
        await Cases.Bound(owner);
        Assert.Single((await owner.Get(Certificates + "?mine=true"))["items"]!.AsArray());
        await SeesNothing(thief);
    }

    /// <summary>C2, with the right name: the certificate that came later landed in the squatter's account.</summary>
    [Fact]
    public async Task T3_a_squatter_with_the_right_name_gets_no_certificate_that_comes_later()
    {
        var number = Cases.CitizenNumber();
        using var squatter = await app.NewAccount();
        await squatter.FiledRealName("测试员", number);
        await (await app.As("officer.henan")).Done(Certificates, Cases.Row(number).ToJsonString(),
            HttpStatusCode.Created);
        await SeesNothing(squatter);
    }

    [Fact]
    public async Task T3_T9_an_enterprise_creates_nobody()
    {
        var railway = await Railway.New(app);
        var number = Cases.CitizenNumber();
        await railway.Employer.Done($"{HttpSteps.Api}/employers/{railway.EmployerId}/drivers",
            new { name = "假名某", identityNumber = number }, HttpStatusCode.Accepted);
        await (await app.As("officer.henan")).Done(Certificates, Cases.Row(number).ToJsonString(),
            HttpStatusCode.Created);
    }

    /// <summary>
    /// The account bound now is notified; the true holder's way goes through the desk, and nothing is lost meanwhile.
    /// </summary>
    [Fact]
    public async Task T4_the_bound_account_is_notified_and_the_number_moves_by_an_undoing_and_a_third_officer()
    {
        var number = await OnRecord();
        using var first = await app.NewAccount();
        await app.BindRealName(first, "测试员", number);
        using var owner = await app.NewAccount();
        var id = await owner.FiledRealName("测试员", number);
        var notices = await first.Get(HttpSteps.Api + "/me/notices");
        Assert.Equal("identity.filedByAnother", (string)notices["items"]![0]!["kind"]!);
        Assert.DoesNotContain(number, notices.ToJsonString(), StringComparison.Ordinal);
        var (one, two) = (await app.As("officer.henan"), await app.As("officer.henan.2"));
        await Cases.Answered(one, id);
        var bound = await one.Refused($"{HttpSteps.Api}/applications/{id}/approve", 409, "ALREADY_BOUND");
        Assert.Contains("申请解除", (string)bound["detail"]!, StringComparison.Ordinal);
        var person = (string)(await Cases.Bound(first))["personId"]!;
        var asked = await one.Done($"{HttpSteps.Api}/persons/{person}/unbind", new { reason = "真实持证人申请" },
            HttpStatusCode.Accepted);
        await two.Done($"{HttpSteps.Api}/approvals/{asked["approvalId"]}/confirm");
        foreach (var undid in (HttpClient[])[one, two])
            await undid.Refused($"{HttpSteps.Api}/applications/{id}/approve", 403, "SECOND_OFFICER");
        var third = await Officer("41");
        await third.Done($"{HttpSteps.Api}/applications/{id}/approve");
        Assert.Equal(person, (string)(await Cases.Bound(owner))["personId"]!);
    }

    /// <summary>
    /// An officer of another province registers a certificate for a stranger, and may decide for the stranger no more
    /// than before.
    /// </summary>
    [Fact]
    public async Task T6_an_officer_who_registered_the_certificate_today_does_not_decide_whose_the_number_is()
    {
        var number = CitizenNumbers.Of("530181", "19850615", Random.Shared.Next(1000));
        var officer = await Officer("41");
        await officer.Done(Certificates, Cases.Row(number).ToJsonString(), HttpStatusCode.Created);
        using var accomplice = await app.NewAccount();
        var id = await accomplice.FiledRealName("测试员", number);
        await Cases.Answered(officer, id);
        await officer.Refused($"{HttpSteps.Api}/applications/{id}/approve", 403, "OTHER_AUTHORITY");
        await SeesNothing(accomplice);
    }

    /// <summary>A holder of Henan on the register, without an account.</summary>
    private async Task<string> OnRecord()
    {
        var number = Cases.CitizenNumber();
        await (await app.As("officer.henan")).Done(Certificates, Cases.Row(number).ToJsonString(),
            HttpStatusCode.Created);
        return number;
    }

    private async Task<HttpClient> Officer(string authority)
    {
        var name = "officer." + Guid.NewGuid().ToString("N")[..8];
        var account = new Account("", name, null, Roles.Officer, authority, Desks.Road, null, MustChangePassword: false,
            Disabled: false);
        return await app.Opened(account);
    }

    private static async Task SeesNothing(HttpClient thief)
    {
        Assert.Null((await thief.Get(HttpSteps.Api + "/me"))["realName"]);
        using var list = await thief.GetAsync(new Uri(Certificates + "?mine=true", UriKind.Relative));
        await list.Problem(403, "REAL_NAME_REQUIRED");
    }
}
