using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Tests.Documents;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>A railway enterprise with a unit and accounts, and the national offices; made by the API itself.</summary>
internal sealed record Railway(
    RegistryApp App, HttpClient Employer, HttpClient Unit, HttpClient Centre, HttpClient Nra, string EmployerId)
{
    public const string Licences = HttpSteps.Api + "/rail-licences", Applications =
        HttpSteps.Api + "/applications", Employers = HttpSteps.Api + "/employers";

    public static async Task<Railway> New(RegistryApp app)
    {
        var (centre, nra) = (await app.As("centre"), await app.As("nra"));
        var made = await centre.Done(
            Employers, new { name = "测试机务段", creditCode = Fleet.NextCreditCode() }, HttpStatusCode.Created);
        var id = (string)made["id"]!;
        await centre.Done($"{Employers}/{id}/units", new { name = "一车间", unitId = "u1" }, HttpStatusCode.Created);
        return new Railway(app, await Account(app, id), await Account(app, id + ".u1"), centre, nra, id);
    }

    /// <summary>A new account that acts for an enterprise, or a unit of it as W-....u1.</summary>
    public static async Task<HttpClient> Account(RegistryApp app, string party)
    {
        var name = "employer." + Guid.NewGuid().ToString("N")[..12];
        var account = new Account(
            "", name, null, Roles.Employer, null, Desks.None, party, MustChangePassword: false, Disabled: false);
        return await app.Opened(account);
    }

    /// <summary>
    /// A driver of the enterprise with an account; the licence of class J5 ends on <paramref name="validTo"/>; null: no
    /// licence.
    /// </summary>
    public async Task<(HttpClient Driver, string RailId)> Driver(
        string? validTo = "2026-03-31", string? unit = null, object? study = null)
    {
        var number = Cases.CitizenNumber();
        var row = new JsonObject
        {
            ["holder"] = new JsonObject { ["name"] = "张测试", ["identityNumber"] = number },
            ["employer"] = new JsonObject { ["employerId"] = EmployerId, ["unit"] = unit },
        };
        if (unit is null) row["employer"]!.AsObject().Remove("unit");
        if (validTo is not null)
            row["licence"] = JsonNode.Parse(
                $$"""
                {
                  "classes": [{ "class": "J5", "grantedOn": "2014-04-01" }],
                  "validFrom": "2020-04-01",
                  "validTo": "{{validTo}}"
                }
                """);
        if (study is not null) row["study"] = System.Text.Json.JsonSerializer.SerializeToNode(study);
        var made = await Nra.Done(Licences, row.ToJsonString(), HttpStatusCode.Created);
        var driver = await App.NewAccount();
        await App.BindRealName(driver, "张测试", number);
        return (driver, (string)made["id"]!);
    }

    /// <summary>The body of an application with these materials, uploaded.</summary>
    public static async Task<object> Application(HttpClient driver, string service, object form, params string[] kinds)
    {
        var materials = new List<object>();
        foreach (var kind in kinds) materials.Add(new { kind, documentId = await Uploaded(driver, kind) });
        return new { service, form, materials };
    }

    public static async Task<string> Uploaded(HttpClient driver, string kind)
    {
        var (content, name) = kind switch
        {
            "railPhoto" => (Images.RailPhoto(), "photo.jpg"),
            "video" =>
                (RailFiles.Mp4("vide"), "video.mp4"),
            _ => (RailFiles.Pdf(), "page.pdf"),
        };
        using var answer = await driver.Upload(content, kind, name);
        await answer.Is(HttpStatusCode.Created);
        return (string)(await answer.Json())["id"]!;
    }

    /// <summary>Hands in an application; gives its id.</summary>
    public static async Task<string> Applied(
        HttpClient driver, string railId, string service, object form, params string[] kinds) =>
        (string)(await driver.Done(
            $"{Licences}/{railId}/applications",
            await Application(driver, service, form, kinds),
            HttpStatusCode.Created))["id"]!;

    /// <summary>A step at a desk.</summary>
    public static Task<JsonNode> Step(HttpClient desk, string application, string step, object? body = null) =>
        desk.Done($"{Applications}/{application}/{step}", body ?? new { });

    /// <summary>From the employer to the announcement.</summary>
    public async Task Through(string application)
    {
        await Step(Employer, application, "employer-submit");
        await Step(Centre, application, "report");
        await Step(Nra, application, "approve");
        await Step(Nra, application, "announce");
    }
}
