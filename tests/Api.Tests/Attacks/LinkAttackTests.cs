using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>
/// Goal: nobody becomes somebody's driver without consenting, and nobody learns who is on the register by asking. Each
/// test is named after the row of docs/threats.md and the finding that it walks.
/// </summary>
[Collection(Shared.Name)]
public sealed class LinkAttackTests(RegistryApp app)
{
    private const string Links = HttpSteps.Api + "/me/links", Employers = HttpSteps.Api + "/employers",
        Rail = HttpSteps.Api + "/rail-licences", Operators = HttpSteps.Api + "/operators";

    [Fact]
    public async Task T9_M4_an_operator_gets_a_driver_by_the_drivers_consent_alone()
    {
        var (driver, _) = await app.Holder();
        var fleet = await Fleet.New(app);
        var path = $"{Operators}/{fleet.OperatorId}/drivers";
        var asked = await fleet.Operator.Done(path, await Named(driver), HttpStatusCode.Accepted);
        Assert.Equal("waiting", (string)asked["status"]!);
        Assert.Empty((await fleet.Operator.Get(path))["items"]!.AsArray());
        var link = await Waiting(driver);
        Assert.Equal("operator", (string)link["kind"]!);
        Assert.Equal(fleet.OperatorId, (string)link["partyId"]!);
        Assert.NotNull((string?)link["partyName"]);
        await Notified(driver, "link.requested");
        await (await app.NewHolder()).Refused($"{Links}/{(string)link["id"]!}/accept", 404, "NOT_FOUND", "{}");
        Assert.Equal("active",
            (string)(await driver.Done($"{Links}/{(string)link["id"]!}/accept", new { }))["status"]!);
        await Eventually(async () => (await fleet.Operator.Get(path))["items"]!.AsArray().Count == 1);
        await Notified(fleet.Operator, "link.made");
        await driver.Done($"{Links}/{(string)link["id"]!}/end", new { });
        await Eventually(async () => (await fleet.Operator.Get(path))["items"]!.AsArray().Count == 0);
        await Notified(fleet.Operator, "link.ended");
        await driver.Refused($"{Links}/{(string)link["id"]!}/accept", 409, "WRONG_STATE", "{}");
    }

    [Fact]
    public async Task T9_M4_the_answer_is_the_same_for_every_name_and_number()
    {
        var (driver, _) = await app.Holder();
        var fleet = await Fleet.New(app);
        var path = $"{Operators}/{fleet.OperatorId}/drivers";
        var answers = new List<string>();
        foreach (var body in new[]
        {
            await Named(driver), await Named(driver, "别人"),
            new { name = "测试员", identityNumber = Cases.CitizenNumber() },
        })
        {
            var answer = await fleet.Operator.Done(path, body, HttpStatusCode.Accepted);
            answers.Add(string.Join(' ', answer.AsObject().Select(member => member.Key)) + (string)answer["status"]!);
        }
        Assert.Single(answers.Distinct());
        var history = (await fleet.Operator.Get($"{Operators}/{fleet.OperatorId}/history?limit=200"))["items"]!;
        Assert.Single(history.AsArray().Where(one => (string)one!["type"]! == "link.asked")
            .Select(one => string.Join(' ', one!["body"]!["ask"]!.AsObject().Select(member => member.Key))).Distinct());
    }

    [Fact]
    public async Task A_declined_request_says_so_and_can_be_made_again()
    {
        var (driver, _) = await app.Holder();
        var fleet = await Fleet.New(app);
        var path = $"{Operators}/{fleet.OperatorId}/drivers";
        await fleet.Operator.Done(path, await Named(driver), HttpStatusCode.Accepted);
        var link = await Waiting(driver);
        Assert.Equal("declined",
            (string)(await driver.Done($"{Links}/{(string)link["id"]!}/decline", new { }))["status"]!);
        await Notified(fleet.Operator, "link.declined");
        await fleet.Operator.Done(path, await Named(driver), HttpStatusCode.Accepted);
        Assert.NotEqual((string)link["id"]!, (string)(await Waiting(driver))["id"]!);
    }

    /// <summary>H3: an enterprise took a driver from another one, or made anybody its driver.</summary>
    [Fact]
    public async Task T9_H3_an_enterprise_takes_no_driver_of_another_and_makes_nobody_one()
    {
        var (mine, other) = (await Railway.New(app), await Railway.New(app));
        var (driver, career) = await mine.Driver(validTo: null);
        await other.Employer.Refused($"{Rail}/{career}/employer", 403, "NOT_ALLOWED",
            new { employerId = other.EmployerId });
        await mine.Employer.Refused($"{Rail}/{career}/employer", 403, "NOT_ALLOWED",
            new { employerId = other.EmployerId });
        await driver.Refused($"{Rail}/{career}/employer", 403, "NOT_ALLOWED", new { employerId = other.EmployerId });
        await other.Employer.Done($"{Employers}/{other.EmployerId}/drivers", await Named(driver, "张测试"),
            HttpStatusCode.Accepted);
        await Waiting(driver);
        await (await other.Employer.GetAsync($"{Rail}/{career}")).Problem(404, "NOT_FOUND");
        await other.Employer.Refused($"{Employers}/{other.EmployerId}/reports", 409, "CONSENT_AWAITED",
            new { railLicenceId = career, ground = "fraudOrBribery", discoveredOn = "2026-02-01" });
        Assert.Equal(
            mine.EmployerId, (string)(await mine.Employer.Get($"{Rail}/{career}"))["employer"]!["employerKey"]!);
    }

    [Fact]
    public async Task T9_H3_with_the_drivers_consent_both_employers_are_notified()
    {
        var (mine, other) = (await Railway.New(app), await Railway.New(app));
        var (driver, career) = await mine.Driver(validTo: null);
        await other.Employer.Done($"{Employers}/{other.EmployerId}/drivers", await Named(driver, "张测试"),
            HttpStatusCode.Accepted);
        var link = await Waiting(driver);
        await driver.Done($"{Links}/{(string)link["id"]!}/accept", new { });
        await Eventually(async () =>
            (await other.Employer.GetAsync($"{Rail}/{career}")).StatusCode == HttpStatusCode.OK);
        await (await mine.Employer.GetAsync($"{Rail}/{career}")).Problem(404, "NOT_FOUND");
        await Notified(mine.Employer, "link.ended");
        await Notified(other.Employer, "link.made");
        Assert.Equal(["active", "ended"], (await driver.Get(Links))["items"]!.AsArray()
            .Select(one => (string)one!["status"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_driver_without_a_career_gets_one_by_consenting_and_the_study_waits_until_then()
    {
        var (driver, _) = await app.Holder();
        var railway = await Railway.New(app);
        var me = (await driver.Get(HttpSteps.Api + "/me"))["realName"]!;
        await railway.Unit.Done($"{Employers}/{railway.EmployerId}/drivers", new
        {
            name = (string)me["name"]!, identityNumber = (string)me["identityNumber"]!,
            study = new { aptitudePassed = true },
        }, HttpStatusCode.Accepted);
        var link = await Waiting(driver);
        Assert.Equal("u1", (string)link["unit"]!);
        Assert.Empty((await driver.Get(Rail + "?mine=true"))["items"]!.AsArray());
        await driver.Done($"{Links}/{(string)link["id"]!}/accept", new { });
        await Eventually(async () => (await driver.Get(Rail + "?mine=true"))["items"]!.AsArray().Count == 1);
        var career = (await driver.Get(Rail + "?mine=true"))["items"]![0]!;
        Assert.Equal("u1", (string)career["employer"]!["unit"]!);
        await driver.Get($"{Rail}/{(string)career["id"]!}/eligibility"); // M3: the study said nothing of experience.
    }

    [Fact]
    public async Task M5_a_unit_sees_and_writes_its_own_letters_alone()
    {
        var railway = await Railway.New(app);
        var letters = $"{Employers}/{railway.EmployerId}/letters";
        await railway.Employer.Done(letters, new { kind = "other", text = "全企业" }, HttpStatusCode.Created);
        var own = await railway.Unit.Done(letters, new { kind = "other", text = "本车间" }, HttpStatusCode.Created);
        Assert.Equal("本车间", (string)Assert.Single(own["letters"]!.AsArray())!["text"]!);
        foreach (var kind in (string[])["rename", "disable", "accountReset"])
            await railway.Unit.Refused(letters, 403, "NOT_ALLOWED", new { kind, text = "x" });
        Assert.Equal(2,
            (await railway.Employer.Get($"{Employers}/{railway.EmployerId}"))["letters"]!.AsArray().Count);
        await (await railway.Unit.GetAsync($"{Employers}/{railway.EmployerId}/history")).Problem(403, "NOT_ALLOWED");
        var (_, career) = await railway.Driver(unit: null);
        await railway.Unit.Refused(letters, 404, "NOT_FOUND",
            new { kind = "identityChange", text = "x", railLicenceId = career });
    }

    /// <summary>M1: to a stranger a version said which records are there, and how often they change.</summary>
    [Theory]
    [InlineData("driver.2", 404, "NOT_FOUND")]
    [InlineData("operator.demo", 403, "NOT_ALLOWED")]
    [InlineData("enforcement.yunnan", 403, "NOT_ALLOWED")]
    public async Task M1_a_precondition_is_compared_after_it_is_decided_who_asks(string who, int status, string code)
    {
        var (_, certificate) = await app.Holder();
        var body = new
        {
            service = "certificate.reissue", form = new { reason = "lost" }, materials = Array.Empty<object>(),
        };
        foreach (var id in new[] { certificate, "Q-0000000000000000" })
        {
            using var answer = await (await app.As(who)).Post(
                $"{HttpSteps.Api}/certificates/{id}/applications", body, ("If-Match", "\"999\""));
            await answer.Problem(status, code); // The same for one that is not there.
        }
    }

    private static async Task<object> Named(HttpClient driver, string? name = null)
    {
        var me = (await driver.Get(HttpSteps.Api + "/me"))["realName"]!;
        return new { name = name ?? (string)me["name"]!, identityNumber = (string)me["identityNumber"]! };
    }

    private static async Task<JsonNode> Waiting(HttpClient driver)
    {
        JsonNode? link = null;
        await Eventually(async () => (link = (await driver.Get(Links))["items"]!.AsArray()
            .FirstOrDefault(one => (string)one!["status"]! == "waiting")) is not null);
        return link!;
    }

    private static Task Notified(HttpClient client, string kind) => Eventually(async () =>
        (await client.Get(HttpSteps.Api + "/me/notices?limit=200"))["items"]!.AsArray()
            .Any(one => (string)one!["kind"]! == kind));

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await holds()) return;
            await Task.Delay(50);
        }
        throw new TimeoutException("it has not happened");
    }
}
