using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>
/// What stands below something else, or belongs to an account alone. What the walk ends or resets is nobody's who asks.
/// </summary>
internal sealed partial class WalkRegister
{
    private async Task Below()
    {
        using var officer = await Opened(Roles.Enforcement, "41");
        var opened = (string)(await officer.Get(HttpSteps.Api + "/me"))["id"]!;
        Things.Add(new("an account", "account", opened));
        await Users("fleet", "/operators", "operatorUser");
        await Users("enterprise", "/employers", "employerUser");
        var career = Thing("the career of rail.unit");
        Things.Add(new("the driver of the unit", "employerDriver", this["enterprise"].Party!, this["enterprise"].Party!)
        {
            Below = career.Id, Unit = Unit,
        });
        await OfTheCounter();
        await OfColleagues();
        await OfAccounts();
        Bodies["employer"] = $$"""{"employerId":"{{this["enterprise"].Party}}"}""";
        Bodies["unlink"] = $$"""{"railLicenceId":"{{career.Id}}"}""";
        await Exam();
    }

    /// <summary>A driver who is admitted to an exam.</summary>
    private async Task Exam()
    {
        var session = await IdOf(Created(this["centre"].Client, "/exam-sessions", new
        {
            name = "2026年第二次", registrationDeadline = "2026-03-31", theoryOn = "2026-05-20",
        }));
        Things.Add(new("the exam session", "examSession", session));
        var railway = new Railway(app, this["enterprise"].Client, this["unit"].Client, this["centre"].Client,
            await Opened(Roles.Administration, null), this["enterprise"].Party!);
        var (driver, _) = await railway.Driver(validTo: null,
            study: new { education = new { level = "secondary" }, experience = new { crewMonths = 12 } });
        var person = await AddHolder("rail.beginner", driver, "centre", "nra", "enterprise");
        var materials = new List<object>
        {
            new { kind = "identityFront", documentId = await driver.Uploaded("identityFront") },
        };
        foreach (var kind in (string[])["examForm", "healthReport", "education", "railPhoto"])
            materials.Add(new { kind, documentId = await Railway.Uploaded(driver, kind) });
        var form = new { @class = "J6", examSessionId = session, healthReportOn = "2026-02-01" };
        var application = await IdOf(Created(
            driver, "/rail-licences/applications", new { service = "rail.first", form, materials }));
        await Railway.Step(railway.Employer, application, "employer-submit");
        await Railway.Step(railway.Centre, application, "originals-checked");
        await Railway.Step(railway.Centre, application, "accept");
        Things.Add(new("the application for the exam", "examApplication", application, person, railway.EmployerId));
    }

    /// <summary>A user whom the manager of an enterprise opens.</summary>
    private async Task Users(string manager, string path, string kind)
    {
        var (client, party) = (this[manager].Client, this[manager].Party!);
        var user = await IdOf(Created(client, $"{path}/{party}/accounts",
            new { userName = $"user.{Guid.NewGuid():N}"[..20] }));
        Things.Add(new("a user of " + manager, kind, party, party) { Below = user });
    }

    /// <summary>What an authority has recorded about a vehicle, and about a person.</summary>
    private async Task OfTheCounter()
    {
        var (officer, bus) = (this["officer.zhengzhou"].Client, Thing("the vehicle"));
        var vehicle = await officer.Done($"{HttpSteps.Api}/vehicles/{bus.Id}/violations",
            new { on = "2026-02-01", note = "超限" });
        Things.Add(new("a violation", "violation", bus.Id, bus.Parties)
        {
            Below = (string)vehicle["violations"]![0]!["id"]!, Place = bus.Place,
        });
        var certificate = await app.Certificate();
        var person = (string)certificate["holder"]!["id"]!;
        Secret("the number of who died", (string)certificate["certificateNumber"]!, _zhengzhou);
        var known = await officer.Done($"{HttpSteps.Api}/persons/{person}/death", new { on = "2026-02-12" });
        Things.Add(new("the certificate of who died", "certificate", (string)certificate["id"]!, person)
        {
            Place = "410100",
        });
        await this["enforcement.yunnan"].Client.Done(HttpSteps.Api + "/me/shift", new { place = "昆明收费站" });
        Things.Add(new("a fact", "fact", person, person) { Below = (string)known["death"]!["id"]!, Place = "410100" });
    }

    /// <summary>A colleague's question about a case, which the others of the desk may answer.</summary>
    private async Task OfColleagues()
    {
        using var colleague = await Opened(Roles.Officer, "41", Desks.Road);
        var renewal = Thing("the renewal");
        Things.Add(new("an opinion on the renewal", "opinion", renewal.Id)
        {
            Below = await IdOf(Created(
                colleague, $"/applications/{renewal.Id}/opinions", new { question = "照片是否合格？" })),
            Place = renewal.Place,
        });
    }

    /// <summary>Of one account alone: a session that nobody uses, its device, and a notice.</summary>
    private async Task OfAccounts()
    {
        var name = $"walk.{Guid.NewGuid():N}"[..20];
        var owner = await app.Opened(new Domain.Ports.Account("", name, null, Roles.Enforcement, "41", Desks.None, null,
            MustChangePassword: false, Disabled: false));
        var who = await Add("enforcement.sessions", "enforcement", owner);
        await app.Anonymous().Done(
            HttpSteps.Api + "/sessions", new { userName = name, password = RegistryApp.OwnPassword });
        var sessions = (await owner.Get(HttpSteps.Api + "/me/sessions"))["items"]!.AsArray();
        Things.Add(new("a session", "session",
            (string)sessions.First(one => !(bool)one!["current"]!)!["id"]!, who.AccountId));
        Things.Add(new("a device", "device",
            (string)(await owner.Get(HttpSteps.Api + "/me/devices"))["items"]![0]!["id"]!, who.AccountId));
        var asked = this["holder.asked"];
        var notices = (await asked.Client.Get(HttpSteps.Api + "/me/notices"))["items"]!.AsArray();
        Things.Add(new("a notice", "notice", notices[0]!["id"]!.ToString(), asked.Party!));
    }
}
