using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Tests.Audit;

/// <summary>Accounts of a test's own, and what the auditor finds.</summary>
internal static class AuditSteps
{
    /// <summary>A new account and its client: nobody else's records are by it.</summary>
    public static async Task<(HttpClient Client, string Id)> Newcomer(
        this RegistryApp app, Roles role, string? authority = null, Desks desks = Desks.None)
    {
        var name = "audit." + Guid.NewGuid().ToString("N")[..12];
        var client = await app.Opened(new Account(
            "", name, null, role, authority, desks, null, MustChangePassword: false, Disabled: false));
        var found = await app.Services.GetRequiredService<IRegistry>().Accounts.Search(
            new AccountSearch(name), new PageRequest(1));
        return (client, found.Items[0].Id);
    }

    /// <summary>An officer of the road of this province.</summary>
    public static Task<(HttpClient Client, string Id)> NewOfficer(this RegistryApp app, string authority = "41") =>
        app.Newcomer(Roles.Officer, authority, Desks.Road | Desks.Charter);

    /// <summary>What the auditor finds, newest first, without sign-ins.</summary>
    public static async Task<JsonNode[]> Audited(this RegistryApp app, object search)
    {
        var auditor = await app.As("auditor");
        var found = await auditor.Done(HttpSteps.Api + "/admin/audit/search?limit=200", search);
        return [.. found["items"]!.AsArray().Where(one => (string)one!["what"]! != "signIn")!];
    }
}
