using System.Net;
using OrleansRegistry.Api.Tests.Support;
using static OrleansRegistry.Api.Tests.Support.Railway;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>The inbox of letters, their scans, and what is carried out with them.</summary>
public sealed partial class RailTests
{
    private const string Letters = HttpSteps.Api + "/letters";

    [Fact]
    public async Task A_letter_names_uploads_of_its_sender_and_the_centre_reads_them_in_its_inbox()
    {
        var railway = await Railway.New(app);
        var scan = await Uploaded(railway.Employer, "letter");
        var licence = await Uploaded(railway.Employer, "businessLicence");
        var letters = $"{Employers}/{railway.EmployerId}/letters";
        foreach (var other in new[] { "D-nonexistent", await Uploaded(railway.Unit, "letter") })
            await railway.Employer.Refused(letters, 422, "MATERIAL_UNFIT",
                new { kind = "other", text = "来函", documentIds = new[] { scan, other } });
        var body = new
        {
            kind = "resetPassword",
            text = "申请重置密码",
            documentIds = new[] { scan, licence },
            details = new
            {
                reason = "管理员离职", cause = "交接不清", measure = "指定两名管理员",
                profile = new { contact = "王经理" },
            },
        };
        var filed = await railway.Employer.Done(letters, body, HttpStatusCode.Created);
        var id = (string)filed["letters"]![0]!["id"]!;
        var item = (await railway.Centre.Get($"{Letters}?queue=true&kind=resetPassword&limit=200"))["items"]!.AsArray()
            .Single(one => (string)one!["id"]! == id)!;
        Assert.Equal(("交接不清", "测试机务段", 2, 0), ((string)item["details"]!["cause"]!, (string)item["employerName"]!,
            item["documentIds"]!.AsArray().Count, item["missing"]!.AsArray().Count));
        foreach (var reader in new[] { railway.Centre, railway.Nra })
            Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync($"{HttpSteps.Api}/documents/{scan}")).StatusCode);
        await (await railway.Unit.GetAsync($"{HttpSteps.Api}/documents/{scan}")).Problem(404, "NOT_FOUND");
        await (await (await app.As("officer.henan")).GetAsync($"{HttpSteps.Api}/documents/{scan}"))
            .Problem(404, "NOT_FOUND");
        await railway.Employer.Refused($"{Letters}/{id}/done", 403, "NOT_ALLOWED", new { note = "自己办" });
        await railway.Centre.Refused($"{Letters}/{id}/done", 400, "MALFORMED", new { note = " " });
        var done = await railway.Centre.Done($"{Letters}/{id}/done", new { note = "已重置" });
        Assert.Equal("已重置", (string)done["note"]!);
        await railway.Nra.Refused($"{Letters}/{id}/done", 409, "WRONG_STATE", new { note = "再办一次" });
        Assert.DoesNotContain(
            (await railway.Centre.Get($"{Letters}?queue=true&limit=200"))["items"]!.AsArray(),
            one => (string)one!["id"]! == id);
        var own = (await railway.Employer.Get($"{Employers}/{railway.EmployerId}"))["letters"]![0]!;
        Assert.NotNull((string?)own["doneAt"]);
    }

    [Fact]
    public async Task Nobody_acts_for_a_disabled_enterprise_until_it_is_enabled_again()
    {
        var railway = await Railway.New(app);
        var letters = $"{Employers}/{railway.EmployerId}/letters";
        var filed = await railway.Employer.Done(
            letters, new { kind = "disable", text = "企业改制" }, HttpStatusCode.Created);
        var id = (string)filed["letters"]![0]!["id"]!;
        await railway.Unit.Get($"{Employers}?mine=true"); // On file, and not carried out yet.
        await railway.Centre.Done($"{Letters}/{id}/done", new { note = "同意停用" });
        Assert.True((bool)(await railway.Centre.Get($"{Employers}/{railway.EmployerId}"))["disabled"]!);
        foreach (var account in new[] { railway.Employer, railway.Unit })
            await (await account.GetAsync($"{Employers}?mine=true")).Problem(401, "SESSION_ENDED");
        await railway.Centre.Done(letters, new { kind = "enable", text = "改制完成" }, HttpStatusCode.Created);
        Assert.False((bool)(await railway.Nra.Get($"{Employers}/{railway.EmployerId}"))["disabled"]!);
    }

    [Fact]
    public async Task An_exam_station_sends_letters_employs_nobody_and_its_withdrawal_waits_for_the_centre()
    {
        var railway = await Railway.New(app);
        var station = (string)(await railway.Centre.Done(Employers,
            new { name = "郑州考试站", creditCode = Fleet.NextCreditCode(), isExamStation = true },
            HttpStatusCode.Created))["id"]!;
        var (driver, rail) = await railway.Driver();
        var application = await Applied(
            driver, rail, "rail.renewal", new { reason = "expiry", healthReportOn = "2026-02-01" }, _expiry);
        await railway.Centre.Refused($"{Licences}/{rail}/employer", 400, "MALFORMED", new { employerId = station });
        var account = await Account(app, station);
        var filed = await account.Done($"{Employers}/{station}/letters",
            new { kind = "withdrawal", applicationId = application, text = "报名信息有误" }, HttpStatusCode.Created);
        Assert.Equal("employerReview", (string)(await driver.Get($"{Applications}/{application}"))["status"]!);
        var id = (string)filed["letters"]![0]!["id"]!;
        await railway.Centre.Done($"{Letters}/{id}/done", new { note = "同意撤回" });
        Assert.Equal("withdrawn", (string)(await driver.Get($"{Applications}/{application}"))["status"]!);
    }

    [Fact]
    public async Task A_rename_keeps_the_old_name_the_drivers_held_and_the_licences()
    {
        var railway = await Railway.New(app);
        await railway.Driver();
        var (before, after) =
            (await Uploaded(railway.Employer, "businessLicence"), await Uploaded(railway.Employer, "businessLicence"));
        var filed = await railway.Employer.Done($"{Employers}/{railway.EmployerId}/letters",
            new { kind = "rename", details = new { newName = "测试动车段" }, documentIds = new[] { before, after } },
            HttpStatusCode.Created);
        var letter = filed["letters"]![0]!;
        Assert.Equal(("测试机务段", 1), ((string)letter["details"]!["oldName"]!, (int)letter["details"]!["driversHeld"]!));
        Assert.Equal("测试机务段", (string)filed["name"]!);
        await railway.Nra.Done($"{Letters}/{letter["id"]}/done", new { note = "已更名" });
        var renamed = await railway.Nra.Get($"{Employers}/{railway.EmployerId}");
        Assert.Equal(("测试动车段", "测试机务段"), ((string)renamed["name"]!, (string)renamed["formerNames"]![0]!));
    }
}
