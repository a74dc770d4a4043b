using System.Net;
using OrleansRegistry.Api.Tests.Support;
using static OrleansRegistry.Api.Tests.Support.Railway;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>What the questions of the railway page (seed 002 L148-L210) end in.</summary>
public sealed partial class RailTests
{
    [Fact]
    public async Task A_letter_about_an_account_says_which_of_the_thirteen_items_it_lacks()
    {
        var railway = await Railway.New(app);
        var letters = $"{Employers}/{railway.EmployerId}/letters";
        await railway.Employer.Done(letters, new { kind = "openAccount", text = "申请账号" }, HttpStatusCode.Created);
        Assert.Equal(
            [
                "contact", "documentIds", "email", "locomotives", "operatingRange", "ownLineKm", "phone", "reason",
                "registeredAddress", "structure", "supervisionOffice",
            ],
            await Missing());
        var licence = await Uploaded(railway.Employer, "businessLicence");
        await railway.Employer.Done(letters, new
        {
            kind = "openAccount", text = "申请账号", documentIds = new[] { licence },
            details = new
            {
                reason = "新设车间",
                profile = new
                {
                    structure = "段、车间两级", supervisionOffice = "郑州督察室", registeredAddress = "郑州市二七区",
                    operatingRange = "陇海线", locomotives = 120, ownLineKm = 35, contact = "王经理",
                    phone = "13800000000", email = "wang@example.invalid",
                },
            },
        }, HttpStatusCode.Created);
        Assert.Empty(await Missing());
        using var scan = await railway.Centre.GetAsync($"{HttpSteps.Api}/documents/{licence}");
        await scan.Is(HttpStatusCode.OK);

        async Task<string[]> Missing() =>
        [
            .. (await railway.Centre.Get($"{Letters}?queue=true&kind=openAccount&limit=200"))["items"]!.AsArray()
                .Last(one => (string)one!["employerId"]! == railway.EmployerId)!["missing"]!.AsArray()
                .Select(name => (string)name!).Order(StringComparer.Ordinal),
        ];
    }

    [Theory]
    [InlineData("signInProblem", "2026-02-12 上午无法登录，账号 employer.demo，附截图")]
    [InlineData("other", "系统 BUG：驾驶员列表空白，附图")]
    public async Task A_fault_is_written_about_with_pictures_that_centre_and_administration_see(
        string kind, string text)
    {
        var railway = await Railway.New(app);
        var picture = await railway.Employer.Uploaded("letter");
        await railway.Employer.Done($"{Employers}/{railway.EmployerId}/letters",
            new { kind, text, documentIds = new[] { picture } }, HttpStatusCode.Created);
        foreach (var desk in new[] { railway.Centre, railway.Nra })
        {
            var item = (await desk.Get($"{Letters}?queue=true&kind={kind}&limit=200"))["items"]!.AsArray()
                .Single(one => (string)one!["employerId"]! == railway.EmployerId)!;
            Assert.Equal((text, picture), ((string)item["text"]!, (string)item["documentIds"]![0]!));
            using var seen = await desk.GetAsync($"{HttpSteps.Api}/documents/{picture}");
            await seen.Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Another_identity_number_takes_a_letter_with_the_police_s_proof_and_two_of_the_centre()
    {
        var railway = await Railway.New(app);
        var (driver, id) = await railway.Driver();
        var proof = await Uploaded(railway.Employer, "letter");
        var letters = $"{Employers}/{railway.EmployerId}/letters";
        var filed = await railway.Employer.Done(letters,
            new { kind = "identityChange", railLicenceId = id, text = "附派出所证明", documentIds = new[] { proof } },
            HttpStatusCode.Created);
        using var seen = await railway.Centre.GetAsync($"{HttpSteps.Api}/documents/{proof}");
        await seen.Is(HttpStatusCode.OK);
        var person = (string)(await driver.Get(HttpSteps.Api + "/me"))["realName"]!["personId"]!;
        var number = Cases.CitizenNumber();
        var asked = await railway.Centre.Done($"{HttpSteps.Api}/persons/{person}/identity-change",
            new { name = "张测试", identityNumber = number }, HttpStatusCode.Accepted);
        var confirm = $"{HttpSteps.Api}/approvals/{asked["approvalId"]}/confirm";
        await railway.Centre.Refused(confirm, 403, "SECOND_OFFICER");
        await (await app.As("centre.2")).Done(confirm);
        var shown = (string)(await driver.Get($"{Licences}/{id}"))["holder"]!["identityNumber"]!;
        Assert.Equal((number[..2], number[^1..]), (shown[..2], shown[^1..]));
        await railway.Centre.Done($"{Letters}/{filed["letters"]![0]!["id"]}/done", new { note = "已变更" });
    }

    [Fact]
    public async Task A_licence_is_made_once_the_courier_is_paid_and_is_followed_by_its_number()
    {
        const string address = "郑州市二七区陇海路 1 号", phone = "13800138000";
        var railway = await Railway.New(app);
        var (driver, id) = await railway.Driver();
        var body = System.Text.Json.JsonSerializer.SerializeToNode(await Application(
            driver, "rail.renewal", new { reason = "expiry", healthReportOn = "2026-02-01" }, _expiry))!;
        body["delivery"] = System.Text.Json.JsonSerializer.SerializeToNode(
            new { way = "post", recipient = "张测试", phone, address });
        var application = (string)(await driver.Done(
            $"{Licences}/{id}/applications", body.ToJsonString(), HttpStatusCode.Created))["id"]!;
        await Step(railway.Employer, application, "employer-submit");
        await Step(railway.Centre, application, "report");
        await Step(railway.Nra, application, "approve", new { approvalNumber = "国铁许准字〔2026〕第9号" });
        await Step(railway.Nra, application, "announce");
        // All that a mail about a late fee asks for stands in the driver's own answer.
        var seen = await driver.Get($"{Applications}/{application}");
        Assert.Equal(("due", phone, address, "国铁许准字〔2026〕第9号"), ((string)seen["delivery"]!["fee"]!,
            (string)seen["delivery"]!["phone"]!, (string)seen["delivery"]!["address"]!,
            (string)seen["rail"]!["approvalNumber"]!));
        var licence = await driver.Get($"{Licences}/{id}");
        Assert.Equal(("张测试", "J5"),
            ((string)licence["holder"]!["name"]!, (string)licence["classes"]![0]!["class"]!));

        await Step(railway.Centre, application, "ready");
        var row = (await railway.Centre.Get($"{HttpSteps.Api}/deliveries?queue=true&way=post&limit=200"))["items"]!
            .AsArray().Single(one => (string)one!["applicationId"]! == application)!;
        Assert.Equal(("paid", address), ((string)row["delivery"]!["fee"]!, (string)row["delivery"]!["address"]!));
        await Step(railway.Centre, application, "deliver", new { carrier = "申通快递", trackingNumber = "STO77" });
        var sent = (await driver.Get($"{Applications}/{application}"))["delivery"]!;
        Assert.Equal(("申通快递", "STO77"), ((string)sent["carrier"]!, (string)sent["trackingNumber"]!));
        Assert.Contains((await driver.Get(HttpSteps.Api + "/me/notices"))["items"]!.AsArray(),
            one => ((string)one!["text"]!).Contains("STO77", StringComparison.Ordinal));
    }
}
