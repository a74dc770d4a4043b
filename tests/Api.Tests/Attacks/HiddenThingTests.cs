using System.Net;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>
/// Goal: what the walk over routes, roles and owners found does not come back. Each is one way in which somebody read
/// another's thing, or learned that it is there.
/// </summary>
[Collection(Shared.Name)]
public sealed class HiddenThingTests(RegistryApp app)
{
    private const string Objections = HttpSteps.Api + "/objections", Persons = HttpSteps.Api + "/persons";

    [Fact]
    public async Task T9_M5_a_unit_reads_no_objection_of_another_unit_and_gets_the_answer_to_its_own()
    {
        var railway = await Railway.New(app);
        await railway.Centre.Done($"{Railway.Employers}/{railway.EmployerId}/units",
            new { name = "十车间", unitId = "u10" }, HttpStatusCode.Created);
        using var another = await Railway.Account(app, railway.EmployerId + ".u10");
        var (driver, career) = await railway.Driver(unit: "u1");
        var about = await Railway.Applied(driver, career, "rail.reissue", new { reason = "lost" }, "reissueForm",
            "employerConsent", "video");
        var id = (string)(await railway.Unit.Done(
            Objections, new { about, text = "有异议" }, HttpStatusCode.Created))["id"]!;
        Assert.Single((await railway.Employer.Get(Objections + "?mine=true"))["items"]!.AsArray());
        Assert.Empty((await another.Get(Objections + "?mine=true"))["items"]!.AsArray());
        using var read = await another.GetAsync($"{Objections}/{id}");
        await read.Problem(404, "NOT_FOUND");
        await railway.Centre.Done($"{Objections}/{id}/answer", new { upheld = true, text = "成立" });
        Assert.Single((await railway.Unit.Get(
            HttpSteps.Api + "/me/notices?kind=objectionUpheld"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("officer.yunnan", 403, "OTHER_AUTHORITY")]
    [InlineData("centre", 404, "NOT_FOUND")]
    public async Task M1_an_officer_of_another_authority_learns_no_version_of_a_person(
        string who, int status, string code)
    {
        var holder = await app.NewHolder();
        var person = (string)(await holder.Get(HttpSteps.Api + "/me"))["realName"]!["personId"]!;
        await (await app.As(who)).Refused($"{Persons}/{person}/identity-change", status, code,
            new { name = "别人", identityNumber = Cases.CitizenNumber() }, ("If-Match", "\"999\""));
        await (await app.As("officer.henan")).Refused($"{Persons}/{person}/identity-change", 412, "STALE_VERSION",
            new { name = "别人", identityNumber = Cases.CitizenNumber() }, ("If-Match", "\"999\""));
    }

    [Theory]
    [InlineData("centre")]
    [InlineData("employer.demo")]
    [InlineData("driver.1")]
    [InlineData("operator.demo")]
    public async Task A_document_of_somebody_is_answered_like_one_that_is_not_there(string who)
    {
        var (holder, certificate) = await app.Holder();
        var named = await holder.RenewalMaterials();
        await holder.Done($"{HttpSteps.Api}/certificates/{certificate}/applications",
            new { service = "certificate.renewal", form = new { }, materials = named, delivery = "pickUp" },
            HttpStatusCode.Created);
        var material = (string)named[0].GetType().GetProperty("documentId")!.GetValue(named[0])!;
        var client = await app.As(who);
        var answers = new List<string>();
        foreach (var id in new[] { material, await holder.Uploaded("studyRecord"), "D-0000000000000000" })
        {
            using var answer = await client.GetAsync($"{HttpSteps.Api}/documents/{id}");
            answers.Add(await answer.Content.ReadAsStringAsync());
        }
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task H3_an_employer_that_has_asked_learns_no_version_before_the_driver_consents()
    {
        var (mine, other) = (await Railway.New(app), await Railway.New(app));
        var (driver, career) = await mine.Driver(validTo: null);
        var me = (await driver.Get(HttpSteps.Api + "/me"))["realName"]!;
        await other.Employer.Done($"{Railway.Employers}/{other.EmployerId}/drivers",
            new { name = "张测试", identityNumber = (string)me["identityNumber"]! }, HttpStatusCode.Accepted);
        for (var i = 0; i < 100; i++)
        {
            if ((await driver.Get(HttpSteps.Api + "/me/links"))["items"]!.AsArray().Count > 1) break;
            await Task.Delay(50); // The request reaches the driver as a consequence.
        }
        await other.Employer.Refused($"{Railway.Licences}/{career}/study", 409, "CONSENT_AWAITED",
            new { aptitudePassed = true }, ("If-Match", "\"999\""));
    }
}
