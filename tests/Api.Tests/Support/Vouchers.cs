using System.Net;
using System.Text.Json.Nodes;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>Applications that were granted and have a voucher.</summary>
internal static class Vouchers
{
    /// <summary>
    /// The name of the holders: long, with the dots of minority nationalities, and one character that only some fonts
    /// have.
    /// </summary>
    public const string HolderName = "阿卜杜热合曼·买买提明·吐尔逊江·艾合买提江";

    /// <summary>An assessment, approved or still waiting.</summary>
    public static async Task<(HttpClient Holder, string ApplicationId)> Assessment(
        this RegistryApp app, bool approved = true)
    {
        var (number, officer) = (Cases.CitizenNumber(), await app.As("officer.henan"));
        var row = Cases.Row(number, validFrom: "2025-02-05");
        ((JsonObject)row["holder"]!)["name"] = HolderName;
        var certificate = (string)(await officer.Done(
            HttpSteps.Api + "/certificates", row.ToJsonString(), HttpStatusCode.Created))["id"]!;
        var holder = await app.NewAccount();
        await app.BindRealName(holder, HolderName, number);
        var materials = new List<object>();
        foreach (var kind in new[] { "studyRecord", "certificateInfoPage", "certificateViolationPage" })
            materials.Add(new { kind, documentId = await holder.Uploaded(kind) });
        var application = (string)(await holder.Done($"{HttpSteps.Api}/certificates/{certificate}/applications",
            new { service = "certificate.assessment", form = new { serviceUnit = "个人" }, materials },
            HttpStatusCode.Created))["id"]!;
        if (approved) await officer.Approved(application);
        return (holder, application);
    }

    /// <summary>An annual review that was approved.</summary>
    public static async Task<(Fleet Fleet, string ApplicationId)> Review(RegistryApp app)
    {
        var fleet = await Fleet.New(app);
        var vehicle = (string)(await fleet.Vehicle())["id"]!;
        var application = (string)(await fleet.Operator.Done(
            $"{HttpSteps.Api}/vehicles/{vehicle}/applications", await fleet.Review(), HttpStatusCode.Created))["id"]!;
        await fleet.Officer.Approved(application);
        return (fleet, application);
    }

    private static async Task Approved(this HttpClient officer, string application)
    {
        await officer.Done($"{HttpSteps.Api}/applications/{application}/accept", new { });
        await officer.Done($"{HttpSteps.Api}/applications/{application}/approve", new { });
    }
}
